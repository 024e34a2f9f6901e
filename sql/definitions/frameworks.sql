-- Rights of the Frameworks room. Re-applied whole at each migration.
grant usage on schema frameworks to sextant_council, sextant_national;
grant select on frameworks.college, frameworks.version, frameworks.rule_set to sextant_council, sextant_national;
grant insert, update, delete on frameworks.version to sextant_national;
