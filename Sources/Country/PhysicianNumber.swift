/// Fictitious RPPS numbers: eleven digits of the block 199…, the last one a Luhn key.
enum PhysicianNumber {
    /// How many numbers each council has.
    static let perCouncil = 90_000

    /// The number of the physician of this rank (from 0) in the council of this index; ranks do not show in it.
    static func number(council: Int, rank: Int) -> Int {
        number(serial: council * perCouncil + rank * 7919 % perCouncil)
    }

    /// The number of somebody of another profession; `rank` from 0.
    static func otherProfession(rank: Int) -> Int { number(serial: 9_200_000 + rank % 800_000) }

    private static func number(serial: Int) -> Int {
        let body = 199 * 10_000_000 + serial
        return body * 10 + key(body)
    }

    /// The digit that makes the Luhn sum a multiple of ten.
    static func key(_ body: Int) -> Int {
        var (rest, sum, isDoubled) = (body, 0, true)
        while rest > 0 {
            let digit = rest % 10
            sum += isDoubled ? (digit < 5 ? digit * 2 : digit * 2 - 9) : digit
            isDoubled.toggle()
            rest /= 10
        }
        return (10 - sum % 10) % 10
    }
}
