import Testing

@testable import Letters

@Suite("The names under which a mail travels")
struct MessageMarkTests {
    @Test(
        "the message id follows from council, kind, cause, addressee and channel, for ever the same",
        arguments: [
            ("33", Notice.Kind.alert, "7", Notice.Addressee.physician, Channel.email, "5wmo456zlbbarsovymteojsmec"),
            ("2A", .alert, "7", .physician, .email, "epgsesyol6jf7liv24dydhmncs"),
            ("33", .retraction, "7", .physician, .email, "cipkm3b7mg2yqq35n2cdtc4y73"),
            ("33", .alert, "8", .physician, .email, "m3jf4dlyfzkm7mbbw55yvehxjx"),
            ("33", .alert, "7", .employer, .email, "hi3zxoizlq45rq326wovsqggpu"),
            ("33", .alert, "7", .physician, .post, "jccr4xq2eb34ulmuypsxgd6yyo"),
        ])
    func messageID(
        council: String, kind: Notice.Kind, physician: String, addressee: Notice.Addressee, channel: Channel,
        letters: String
    ) {
        let id = MessageMark.messageID(
            council: council, kind: kind, cause: "\(physician)/2023-01-01/2029-01-01", addressee: addressee,
            channel: channel, domain: "sextant.example")
        #expect(id == "l.\(council.lowercased()).\(letters)@sextant.example")
    }

    @Test("the return address bears delivery and token, and nothing else reads as one")
    func returnAddress() throws {
        let address = ReturnAddress(council: 33, delivery: 12, token: "00ff00ff00ff00ff")
        let text = address.text(at: "sextant.example")
        #expect(text == "retour+33.12.00ff00ff00ff00ff@sextant.example")
        #expect(ReturnAddress(text, at: "sextant.example") == address)
        #expect(ReturnAddress(text.uppercased(), at: "sextant.example") == address)
        let others = [
            "", "retour+33.12.00ff00ff00ff00ff@autre.example", "retour+0.12.00ff00ff00ff00ff@sextant.example",
            "retour+-1.12.00ff00ff00ff00ff@sextant.example", "retour+33.12.00ff@sextant.example",
            "retour+33.x.00ff00ff00ff00ff@sextant.example", "33.12.00ff00ff00ff00ff@sextant.example",
            "retour+33.12.00ff00ff00ff00ff.1@sextant.example", "retour+33.12.00ff00ff00ff00ff@sextant.example@a",
        ]
        for other in others { #expect(ReturnAddress(other, at: "sextant.example") == nil, "\(other)") }
    }

    @Test("a token holds only when every digit does")
    func token() {
        let address = ReturnAddress(council: 33, delivery: 12, token: "00ff00ff00ff00ff")
        #expect(address.holds("00ff00ff00ff00ff"))
        for wrong in ["00ff00ff00ff00fe", "10ff00ff00ff00ff", "00ff00ff00ff00f", ""] {
            #expect(!address.holds(wrong))
        }
    }
}
