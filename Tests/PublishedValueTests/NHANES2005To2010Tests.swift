// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Young adults of 20 to 29 years in NHANES 2005-2010, on the scale of Hologic: weighted mean and SD in mg/cm², and how
/// many there were.
@Suite("nhanes-2005-2010: young adults, hip and every subset of vertebrae")
struct NHANES2005To2010Tests {
  /// Columns: white women, all women, white men, all men.
  static let table = """
    lumbar-spine.l1       961 119 445, 961 127 1048, 989 120 454, 996 124 1139
    lumbar-spine.l2       1065 121 447, 1065 127 1055, 1071 122 457, 1075 128 1149
    lumbar-spine.l3       1101 118 443, 1101 125 1046, 1077 123 456, 1082 128 1151
    lumbar-spine.l4       1083 115 417, 1085 121 999, 1063 124 452, 1071 128 1138
    lumbar-spine.l1-l2    1016 117 440, 1015 124 1041, 1031 117 453, 1036 123 1133
    lumbar-spine.l1-l3    1047 114 434, 1047 122 1023, 1047 116 450, 1052 122 1126
    lumbar-spine.l1-l4    1060 109 403, 1059 118 966, 1051 115 443, 1058 120 1108
    lumbar-spine.l2-l3    1084 117 440, 1084 124 1035, 1074 120 454, 1078 125 1142
    lumbar-spine.l2-l4    1085 112 409, 1085 119 975, 1070 118 447, 1075 122 1122
    lumbar-spine.l3-l4    1093 113 412, 1093 119 986, 1070 120 449, 1076 124 1131
    lumbar-spine.l1+l3    1038 113 437, 1038 121 1028, 1036 116 451, 1042 121 1131
    lumbar-spine.l1+l4    1034 107 410, 1033 115 979, 1030 115 447, 1038 120 1118
    lumbar-spine.l2+l4    1076 111 412, 1076 118 985, 1067 118 450, 1072 123 1128
    lumbar-spine.l1+l2+l4 1044 109 405, 1044 117 972, 1043 115 446, 1049 119 1112
    lumbar-spine.l1+l3+l4 1057 108 406, 1057 116 969, 1046 115 444, 1052 120 1111
    femoral-neck          878 117 451, 886 128 1062, 941 131 452, 959 140 1149
    total-hip             966 117 451, 970 126 1062, 1060 129 452, 1077 140 1149
    trochanter            722 104 451, 721 109 1062, 797 115 452, 807 123 1149
    intertrochanter       1132 134 451, 1138 144 1062, 1241 149 452, 1262 162 1149
    wards                 826 142 451, 835 153 1062, 854 160 452, 873 168 1149
    """

  static let people = ["white-female", "all-female", "white-male", "all-male"]

  @Test(
    "Mean, SD and count of each cell agree at printed precision",
    arguments: table.split(separator: "\n").map { String($0) })
  func row(line: String) throws {
    let cells = line.split(separator: ",").map { $0.split(separator: " ") }
    let name = try #require(cells.first?.first)
    try #require(cells.count == 4)
    for (people, cell) in zip(Self.people, cells) {
      let numbers = cell.suffix(3).compactMap { Int64($0) }
      try #require(numbers.count == 3)
      let key = "nhanes-2005-2010.\(name).\(people).young-adult"
      let population = try #require(ReferenceLibrary.population(key), "\(key)")
      // Printed to the mg/cm², so the four decimals lie within half a mg/cm², five ten-thousandths of g/cm².
      #expect(abs(population.meanTenThousandths - numbers[0] * 10) <= 5, "\(key)")
      #expect(abs(population.deviationTenThousandths - numbers[1] * 10) <= 5, "\(key)")
      #expect(ReferenceLibrary.note(key).flatMap { $0.count } == Int(numbers[2]), "\(key)")
      #expect(!population.isDiagnostic && population.scale == .hologic, "\(key)")
    }
  }

  @Test("The table is the whole of the data set")
  func complete() {
    let count = ReferenceLibrary.populations.count { $0.family == .nhanes2005to2010 }
    #expect(count == Self.table.split(separator: "\n").count * Self.people.count)
  }
}
