# A LemonLDAP::NG portal with people of its own; each one's password is the login. The people come as JSON.
use strict;
use warnings;
use JSON;
use Plack::Builder;
use Lemonldap::NG::Portal::Main;
use Lemonldap::NG::Portal::UserDB::Demo;

open my $file, '<', $ENV{SEXTANT_TEST_PEOPLE} or die $!;
my $people = from_json( do { local $/; <$file> } );
%Lemonldap::NG::Portal::UserDB::Demo::demoAccounts = map { $_->{uid} => $_ } @$people;
%Lemonldap::NG::Portal::UserDB::Demo::demoGroups   = ();

my $portal = Lemonldap::NG::Portal::Main->run( {} );
builder {
    enable 'Static', path => sub { s#^/static/## },     root => '/usr/share/lemonldap-ng/portal/htdocs/static/';
    enable 'Static', path => sub { s#^/javascript/## }, root => '/usr/share/javascript/';
    sub {
        my $environment = shift;
        $environment->{SCRIPT_NAME} ||= '';
        $portal->($environment);
    };
};
