import Vocabulary

/// Sets apart the candidates that cannot touch one another.
struct Grouping {
    /// The places of candidates that touch no other and may count in one block only.
    private(set) var settled: [Int] = []
    /// The places of the others, in order within each group.
    private(set) var groups: [[Int]] = []

    init(_ candidates: [Candidate]) {
        var links = Links(count: candidates.count)
        for second in candidates.indices {
            for first in 0..<second where candidates[first].interacts(with: candidates[second]) {
                links.join(first, second)
            }
        }
        var numbers: [Int: Int] = [:]
        for place in candidates.indices {
            let head = links.head(of: place)
            if links.isAlone(place), candidates[place].blocks.single != nil {
                settled.append(place)
            } else if let number = numbers[head] {
                groups[number].append(place)
            } else {
                numbers[head] = groups.count
                groups.append([place])
            }
        }
    }
}

/// Which places are linked, directly or not.
private struct Links {
    private var heads: [Int]
    private var isLinked: [Bool]

    init(count: Int) {
        heads = Array(0..<count)
        isLinked = [Bool](repeating: false, count: count)
    }

    func isAlone(_ place: Int) -> Bool { !isLinked[place] }

    mutating func head(of place: Int) -> Int {
        var place = place
        while heads[place] != place {
            heads[place] = heads[heads[place]]
            place = heads[place]
        }
        return place
    }

    mutating func join(_ first: Int, _ second: Int) {
        isLinked[first] = true
        isLinked[second] = true
        let (low, high) = (head(of: first), head(of: second))
        heads[max(low, high)] = min(low, high)
    }
}
