import Postgres
import Testing

@Suite("A statement's interpolations are binds")
struct SQLTests {
    @Test("a value never enters the text of the statement, whatever it holds")
    func valuesAreBinds() {
        let name = "'; drop table registry.physician; --"
        let statement: SQL = "select \(name), \(3)"
        #expect(statement.text == "select $1, $2")
    }

    @Test("a statement inside a statement brings its binds, renumbered, at any depth")
    func nestingRenumbers() {
        let inner: SQL = "b = \(2) and c = \(3)"
        let middle: SQL = "(a = \(1) and \(inner))"
        let outer: SQL = "select \(0) where \(middle) or d = \(4)"
        #expect(outer.text == "select $1 where (a = $2 and b = $3 and c = $4) or d = $5")
    }

    @Test("pieces joined with + keep their binds in order")
    func joiningRenumbers() {
        let joined: SQL = "select \("a")" + " union select \("b")"
        #expect(joined.text == "select $1 union select $2")
    }
}
