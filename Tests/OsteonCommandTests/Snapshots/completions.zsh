#compdef osteon
# Completion of osteon in zsh; written by 'osteon completions zsh'.

_osteon_help() {
  _arguments -s -S \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:COMMAND:(interpret audit change precision calibrate phantom explain reference completions man help)'
}

_osteon_man() {
  _arguments -s -S \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]'
}

_osteon_completions() {
  _arguments -s -S \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1:SHELL:(bash zsh fish)'
}

_osteon_reference_fit() {
  _arguments -s -S \
    '--data=[The folder of the tables.]:DIR:_files' \
    '(-o --output)'{-o+,--output=}'[Where the data set goes.]:FILE:_files' \
    '--plots=[Draw each curve over its people, and its worm plot, as SVG into a folder.]:DIR:_files' \
    '--tables=[Write weighted means, standard deviations and centiles by age band to a file, as CSV.]:FILE:_files' \
    '--only=[Fit only the curves whose key has this text in it.]:TEXT: ' \
    '--no-standard-errors[Leave out the standard errors of L, M and S, a fit for each cluster.]' \
    '--threads=[How many curves are fitted at once.]:N: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1:RECIPE:_files'
}

_osteon_reference_compare() {
  _arguments -s -S \
    '--references=[Compare under these, with commas between them.]:NAMES: ' \
    '--profile=[Follow one set of published positions for the name '\''profile'\'' and for the diagnostic sites.]:PROFILE:(ISCD2023 WHO CAR2013 ACSM-athlete)' \
    '--format=[Write text for people, JSON for programs, or one row a region.]:FORMAT:(text json csv)' \
    '--lines[Take each line of the input as a study of its own.]' \
    '--table[Take the input as a table, whatever its name.]' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:INPUT:_files'
}

_osteon_reference_explain() {
  _arguments -s -S \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '--lines[Take each line of the input as a study of its own.]' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--sex=[The sex recorded at birth.]:SEX:(female male)' \
    '--age=[The age at the scan in years, with decimals if known.]:YEARS: ' \
    '--birth-date=[The day of birth, as YYYY-MM-DD; needs '\''--scan-date'\''.]:DATE: ' \
    '--scan-date=[The day of the scan, as YYYY-MM-DD.]:DATE: ' \
    '--menopause=[The menopausal status at the scan.]:STATUS:(pre transition post unknown)' \
    '--height=[The standing height in cm.]:CM: ' \
    '--weight=[The body weight in kg.]:KG: ' \
    '--scanner=[The maker of the scanner\: Hologic, GE Lunar or Norland.]:MAKER: ' \
    '--model=[The model of the scanner, such as '\''Horizon W'\'' or iDXA.]:NAME: ' \
    '--side=[The side of hip and forearm.]:SIDE:(left right)' \
    '--spine=[The density of the lumbar spine in g/cm².]:G/CM2: ' \
    '--spine-vertebrae=[The vertebrae that were evaluated, such as L1-L4 or L1+L3.]:LEVELS: ' \
    '--neck=[The density of the femoral neck in g/cm².]:G/CM2: ' \
    '--hip=[The density of the total hip in g/cm².]:G/CM2: ' \
    '--radius=[The density of the one-third radius in g/cm².]:G/CM2: ' \
    '--spine-t=[The printed T-score of the lumbar spine.]:T: ' \
    '--neck-t=[The printed T-score of the femoral neck.]:T: ' \
    '--hip-t=[The printed T-score of the total hip.]:T: ' \
    '--radius-t=[The printed T-score of the one-third radius.]:T: ' \
    '--spine-z=[The printed Z-score of the lumbar spine.]:Z: ' \
    '--neck-z=[The printed Z-score of the femoral neck.]:Z: ' \
    '--hip-z=[The printed Z-score of the total hip.]:Z: ' \
    '--radius-z=[The printed Z-score of the one-third radius.]:Z: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:STUDY:_files'
}

_osteon_reference_show() {
  _arguments -s -S \
    '--plot=[Write the chart of an age curve as SVG, and nothing else; - is standard output.]:FILE:_files' \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1:KEY: '
}

_osteon_reference_list() {
  _arguments -s -S \
    '--site=[Only those of one place of the skeleton.]:SITE:(lumbar-spine femoral-neck total-hip trochanter intertrochanter wards radius-33 radius-ultradistal radius-mid total-body total-body-less-head)' \
    '--sex=[Only those of one sex.]:SEX:(female male)' \
    '--scale=[Only those on the scale of one maker'\''s scanners.]:SCALE:(hologic lunar norland)' \
    '--kind=[Only those of one kind.]:KIND:(height-adjustment lms-curve young-adult)' \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]'
}

_osteon_reference() {
  local curcontext=$curcontext state line
  local -a commands=(
    'list:List references, one a line'
    'show:Show a reference with its numbers and its source'
    'explain:Find the references that explain printed scores'
    'compare:Score the same scans under several references'
    'fit:Fit age curves to the tables of a survey'
  )
  _arguments -C -S \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        list) _osteon_reference_list ;;
        show) _osteon_reference_show ;;
        explain) _osteon_reference_explain ;;
        compare) _osteon_reference_compare ;;
        fit) _osteon_reference_fit ;;
      esac
      ;;
  esac
}

_osteon_explain() {
  _arguments -s -S \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '--language=[Write text in English, or in Spanish, a translation that nobody has reviewed yet.]:LANGUAGE:(en es)' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1::ID: '
}

_osteon_phantom() {
  _arguments -s -S \
    '--baseline=[Take the first N scans of each scanner and phantom as the baseline, 10 or more.]:N: ' \
    '--baseline-until=[Take the scans up to a day, and on it, as the baseline.]:DATE: ' \
    '--scans=[List the scans of patients that were made without a phantom scan in the week before, or while the scanner was out of control or doubtful.]:FILE:_files' \
    '--plot=[Write a chart of the scans over time as SVG as well.]:FILE:_files' \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--no-color[Write text without color.]' \
    '--width=[Write text for a terminal of this many columns.]:N: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1::TABLE:_files'
}

_osteon_calibrate() {
  _arguments -s -S \
    '--from=[The old scanner, as the table names it.]:NAME: ' \
    '--to=[The new scanner.]:NAME: ' \
    '--precision-from=[The precision error of the old scanner in g/cm², where nobody has repeats on it.]:G: ' \
    '--precision-to=[The precision error of the new scanner in g/cm², where nobody has repeats on it.]:G: ' \
    '--bmd=[Convert a density in g/cm² from the old scanner to the new one.]:G: ' \
    '--phantom[Take the table as phantom scans on two scanners.]' \
    '--published[Show published conversions, or the one that is named.]' \
    '--plot=[Draw both scanners and their differences as SVG.]:FILE:_files' \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--no-color[Write text without color.]' \
    '--width=[Write text for a terminal of this many columns.]:N: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1::TABLE:_files'
}

_osteon_precision() {
  _arguments -s -S \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--no-color[Write text without color.]' \
    '--width=[Write text for a terminal of this many columns.]:N: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:TABLE:_files'
}

_osteon_change() {
  _arguments -s -S \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '--profile=[Follow one set of published positions; they are never blended.]:PROFILE:(ISCD2023 WHO CAR2013 ACSM-athlete)' \
    '--rate=[Expect this change in percent a year; '\''tabled'\'' for the rules, '\''none'\'' for nothing.]:RATE: ' \
    '--rate-spread=[Take this as the standard deviation of the rates of people about a rate that '\''--rate'\'' gives.]:PERCENT: ' \
    '--lines[Take each line of the input as a study of its own.]' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--no-color[Write text without color.]' \
    '--width=[Write text for a terminal of this many columns.]:N: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:STUDY:_files'
}

_osteon_audit() {
  _arguments -s -S \
    '--report=[Read the text of the report from a file; '\''-'\'' is standard input.]:FILE:_files' \
    '--corrected[Write the report that the rules support; in JSON, beside the audit.]' \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '--profile=[Follow one set of published positions; they are never blended.]:PROFILE:(ISCD2023 WHO CAR2013 ACSM-athlete)' \
    '--criteria=[Follow these criteria for the clinical diagnosis.]:CRITERIA:(NBHA2014 AACE2020 BHOF2022 OC2023 ISCD-pediatric)' \
    '--match-group[Compare Z-scores within the person'\''s population group, where the study names one.]' \
    '--lines[Take each line of the input as a study of its own.]' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--no-color[Write text without color.]' \
    '--width=[Write text for a terminal of this many columns.]:N: ' \
    '--sex=[The sex recorded at birth.]:SEX:(female male)' \
    '--age=[The age at the scan in years, with decimals if known.]:YEARS: ' \
    '--birth-date=[The day of birth, as YYYY-MM-DD; needs '\''--scan-date'\''.]:DATE: ' \
    '--scan-date=[The day of the scan, as YYYY-MM-DD.]:DATE: ' \
    '--menopause=[The menopausal status at the scan.]:STATUS:(pre transition post unknown)' \
    '--height=[The standing height in cm.]:CM: ' \
    '--weight=[The body weight in kg.]:KG: ' \
    '--scanner=[The maker of the scanner\: Hologic, GE Lunar or Norland.]:MAKER: ' \
    '--model=[The model of the scanner, such as '\''Horizon W'\'' or iDXA.]:NAME: ' \
    '--side=[The side of hip and forearm.]:SIDE:(left right)' \
    '--spine=[The density of the lumbar spine in g/cm².]:G/CM2: ' \
    '--spine-vertebrae=[The vertebrae that were evaluated, such as L1-L4 or L1+L3.]:LEVELS: ' \
    '--neck=[The density of the femoral neck in g/cm².]:G/CM2: ' \
    '--hip=[The density of the total hip in g/cm².]:G/CM2: ' \
    '--radius=[The density of the one-third radius in g/cm².]:G/CM2: ' \
    '--spine-t=[The printed T-score of the lumbar spine.]:T: ' \
    '--neck-t=[The printed T-score of the femoral neck.]:T: ' \
    '--hip-t=[The printed T-score of the total hip.]:T: ' \
    '--radius-t=[The printed T-score of the one-third radius.]:T: ' \
    '--spine-z=[The printed Z-score of the lumbar spine.]:Z: ' \
    '--neck-z=[The printed Z-score of the femoral neck.]:Z: ' \
    '--hip-z=[The printed Z-score of the total hip.]:Z: ' \
    '--radius-z=[The printed Z-score of the one-third radius.]:Z: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:STUDY:_files'
}

_osteon_interpret() {
  _arguments -s -S \
    '--format=[Write text for people or JSON for programs.]:FORMAT:(text json)' \
    '--audience=[Write text for clinicians, or in plain words for the person who was scanned.]:AUDIENCE:(clinician patient)' \
    '--language=[Write text in English, or in Spanish, a translation that nobody has reviewed yet.]:LANGUAGE:(en es)' \
    '--details[Write out what helps, daily needs and background, which are else named by their rules.]' \
    '--profile=[Follow one set of published positions; they are never blended.]:PROFILE:(ISCD2023 WHO CAR2013 ACSM-athlete)' \
    '--criteria=[Follow these criteria for the clinical diagnosis.]:CRITERIA:(NBHA2014 AACE2020 BHOF2022 OC2023 ISCD-pediatric)' \
    '--guideline=[Follow this guideline for treatment thresholds and the next scan.]:GUIDELINE:(ISCD2023 ES2019 OC2023 NOGG2024 AACE2020 BHOF2022 IOF2020 ACP2023 ACR2022)' \
    '--match-group[Compare Z-scores within the person'\''s population group, where the study names one.]' \
    '--rate=[Expect this change in percent a year; '\''tabled'\'' for the rules, '\''none'\'' for nothing.]:RATE: ' \
    '--rate-spread=[Take this as the standard deviation of the rates of people about a rate that '\''--rate'\'' gives.]:PERCENT: ' \
    '--what-if[Show T-scores against other references too; they never diagnose.]' \
    '--lines[Take each line of the input as a study of its own.]' \
    '(-o --output)'{-o+,--output=}'[Write to a file.]:FILE:_files' \
    '--no-color[Write text without color.]' \
    '--width=[Write text for a terminal of this many columns.]:N: ' \
    '--sex=[The sex recorded at birth.]:SEX:(female male)' \
    '--age=[The age at the scan in years, with decimals if known.]:YEARS: ' \
    '--birth-date=[The day of birth, as YYYY-MM-DD; needs '\''--scan-date'\''.]:DATE: ' \
    '--scan-date=[The day of the scan, as YYYY-MM-DD.]:DATE: ' \
    '--menopause=[The menopausal status at the scan.]:STATUS:(pre transition post unknown)' \
    '--height=[The standing height in cm.]:CM: ' \
    '--weight=[The body weight in kg.]:KG: ' \
    '--scanner=[The maker of the scanner\: Hologic, GE Lunar or Norland.]:MAKER: ' \
    '--model=[The model of the scanner, such as '\''Horizon W'\'' or iDXA.]:NAME: ' \
    '--side=[The side of hip and forearm.]:SIDE:(left right)' \
    '--spine=[The density of the lumbar spine in g/cm².]:G/CM2: ' \
    '--spine-vertebrae=[The vertebrae that were evaluated, such as L1-L4 or L1+L3.]:LEVELS: ' \
    '--neck=[The density of the femoral neck in g/cm².]:G/CM2: ' \
    '--hip=[The density of the total hip in g/cm².]:G/CM2: ' \
    '--radius=[The density of the one-third radius in g/cm².]:G/CM2: ' \
    '--spine-t=[The printed T-score of the lumbar spine.]:T: ' \
    '--neck-t=[The printed T-score of the femoral neck.]:T: ' \
    '--hip-t=[The printed T-score of the total hip.]:T: ' \
    '--radius-t=[The printed T-score of the one-third radius.]:T: ' \
    '--spine-z=[The printed Z-score of the lumbar spine.]:Z: ' \
    '--neck-z=[The printed Z-score of the femoral neck.]:Z: ' \
    '--hip-z=[The printed Z-score of the total hip.]:Z: ' \
    '--radius-z=[The printed Z-score of the one-third radius.]:Z: ' \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '*:STUDY:_files'
}

_osteon() {
  local curcontext=$curcontext state line
  local -a commands=(
    'interpret:Interpret the scans of a person'
    'audit:Check a scan and its finished report'
    'change:Say whether a change between scans is real'
    'precision:Turn repeated scans into a least significant change'
    'calibrate:Compare two scanners by people scanned on both'
    'phantom:Judge the quality control of a scanner by its phantom scans'
    'explain:Explain a topic, a rule, a reference, a refusal or a source'
    'reference:List, show and compare the reference data, and explain printed scores by it'
    'completions:Write the completion script of a shell'
    'man:Write the man page'
    'help:Show help for a command'
  )
  _arguments -C -S \
    '(-h --help)'{-h,--help}'[Show help for the command and do nothing else.]' \
    '--version[Show the versions of the program and of its knowledge and do nothing else.]' \
    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
        interpret) _osteon_interpret ;;
        audit) _osteon_audit ;;
        change) _osteon_change ;;
        precision) _osteon_precision ;;
        calibrate) _osteon_calibrate ;;
        phantom) _osteon_phantom ;;
        explain) _osteon_explain ;;
        reference) _osteon_reference ;;
        completions) _osteon_completions ;;
        man) _osteon_man ;;
        help) _osteon_help ;;
      esac
      ;;
  esac
}

if [[ ${funcstack[1]} == _osteon ]]; then
  _osteon "$@"
else
  compdef _osteon osteon
fi
