import Documents
import Testing

@Suite("The sheet of a letter")
struct LetterGeometryTests {
    @Test("the address has the window of a French envelope to itself: 85 × 33 mm at 110 and 55 mm")
    func window() {
        let sheet = LetterGeometry.sheet
        #expect((sheet.window.left, sheet.window.top) == (110, 55))
        #expect((sheet.window.width, sheet.window.height) == (85, 33))
        #expect(sheet.window.left + sheet.window.width <= 210)
        #expect(sheet.dateFrom > sheet.window.top + sheet.window.height, "the date lies under the window")
    }

    @Test("no window shows the subject: it begins 95 mm from the top at the earliest, and under the first fold")
    func subject() {
        let sheet = LetterGeometry.sheet
        #expect(sheet.subjectFrom >= 95 && sheet.subjectFrom > sheet.fold)
        #expect(sheet.fold * 3 == 297, "an A4 sheet is folded in three")
    }
}
