# Completion of osteon in bash; written by 'osteon completions bash'.

_osteon_words() {
  COMPREPLY=($(compgen -W "$2" -- "$1"))
}

_osteon_files() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}

_osteon() {
  local current=${COMP_WORDS[COMP_CWORD]} command=osteon option= word is_value= is_ended= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then is_value=1; continue; fi
    if [[ $is_value ]]; then is_value=; continue; fi
    option=
    case "$command $word" in
      'osteon interpret') command=$command' '$word ;;
      'osteon audit') command=$command' '$word ;;
      'osteon change') command=$command' '$word ;;
      'osteon precision') command=$command' '$word ;;
      'osteon calibrate') command=$command' '$word ;;
      'osteon phantom') command=$command' '$word ;;
      'osteon explain') command=$command' '$word ;;
      'osteon reference') command=$command' '$word ;;
      'osteon reference list') command=$command' '$word ;;
      'osteon reference show') command=$command' '$word ;;
      'osteon reference explain') command=$command' '$word ;;
      'osteon reference compare') command=$command' '$word ;;
      'osteon reference fit') command=$command' '$word ;;
      'osteon completions') command=$command' '$word ;;
      'osteon man') command=$command' '$word ;;
      'osteon help') command=$command' '$word ;;
      'osteon interpret --format' | 'osteon interpret --audience' | 'osteon interpret --language' | 'osteon interpret --profile' | 'osteon interpret --criteria' | 'osteon interpret --guideline' | 'osteon interpret --rate' | 'osteon interpret --rate-spread' | 'osteon interpret -o' | 'osteon interpret --output' | 'osteon interpret --width' | 'osteon interpret --sex' | 'osteon interpret --age' | 'osteon interpret --birth-date' | 'osteon interpret --scan-date' | 'osteon interpret --menopause' | 'osteon interpret --height' | 'osteon interpret --weight' | 'osteon interpret --scanner' | 'osteon interpret --model' | 'osteon interpret --side' | 'osteon interpret --spine' | 'osteon interpret --spine-vertebrae' | 'osteon interpret --neck' | 'osteon interpret --hip' | 'osteon interpret --radius' | 'osteon interpret --spine-t' | 'osteon interpret --neck-t' | 'osteon interpret --hip-t' | 'osteon interpret --radius-t' | 'osteon interpret --spine-z' | 'osteon interpret --neck-z' | 'osteon interpret --hip-z' | 'osteon interpret --radius-z') option=$word is_value=1 ;;
      'osteon audit --report' | 'osteon audit --format' | 'osteon audit --profile' | 'osteon audit --criteria' | 'osteon audit -o' | 'osteon audit --output' | 'osteon audit --width' | 'osteon audit --sex' | 'osteon audit --age' | 'osteon audit --birth-date' | 'osteon audit --scan-date' | 'osteon audit --menopause' | 'osteon audit --height' | 'osteon audit --weight' | 'osteon audit --scanner' | 'osteon audit --model' | 'osteon audit --side' | 'osteon audit --spine' | 'osteon audit --spine-vertebrae' | 'osteon audit --neck' | 'osteon audit --hip' | 'osteon audit --radius' | 'osteon audit --spine-t' | 'osteon audit --neck-t' | 'osteon audit --hip-t' | 'osteon audit --radius-t' | 'osteon audit --spine-z' | 'osteon audit --neck-z' | 'osteon audit --hip-z' | 'osteon audit --radius-z') option=$word is_value=1 ;;
      'osteon change --format' | 'osteon change --profile' | 'osteon change --rate' | 'osteon change --rate-spread' | 'osteon change -o' | 'osteon change --output' | 'osteon change --width') option=$word is_value=1 ;;
      'osteon precision --format' | 'osteon precision -o' | 'osteon precision --output' | 'osteon precision --width') option=$word is_value=1 ;;
      'osteon calibrate --from' | 'osteon calibrate --to' | 'osteon calibrate --precision-from' | 'osteon calibrate --precision-to' | 'osteon calibrate --bmd' | 'osteon calibrate --plot' | 'osteon calibrate --format' | 'osteon calibrate -o' | 'osteon calibrate --output' | 'osteon calibrate --width') option=$word is_value=1 ;;
      'osteon phantom --baseline' | 'osteon phantom --baseline-until' | 'osteon phantom --scans' | 'osteon phantom --plot' | 'osteon phantom --format' | 'osteon phantom -o' | 'osteon phantom --output' | 'osteon phantom --width') option=$word is_value=1 ;;
      'osteon explain --format' | 'osteon explain --language') option=$word is_value=1 ;;
      'osteon reference list --site' | 'osteon reference list --sex' | 'osteon reference list --scale' | 'osteon reference list --kind' | 'osteon reference list --format') option=$word is_value=1 ;;
      'osteon reference show --plot' | 'osteon reference show --format') option=$word is_value=1 ;;
      'osteon reference explain --format' | 'osteon reference explain -o' | 'osteon reference explain --output' | 'osteon reference explain --sex' | 'osteon reference explain --age' | 'osteon reference explain --birth-date' | 'osteon reference explain --scan-date' | 'osteon reference explain --menopause' | 'osteon reference explain --height' | 'osteon reference explain --weight' | 'osteon reference explain --scanner' | 'osteon reference explain --model' | 'osteon reference explain --side' | 'osteon reference explain --spine' | 'osteon reference explain --spine-vertebrae' | 'osteon reference explain --neck' | 'osteon reference explain --hip' | 'osteon reference explain --radius' | 'osteon reference explain --spine-t' | 'osteon reference explain --neck-t' | 'osteon reference explain --hip-t' | 'osteon reference explain --radius-t' | 'osteon reference explain --spine-z' | 'osteon reference explain --neck-z' | 'osteon reference explain --hip-z' | 'osteon reference explain --radius-z') option=$word is_value=1 ;;
      'osteon reference compare --references' | 'osteon reference compare --profile' | 'osteon reference compare --format' | 'osteon reference compare -o' | 'osteon reference compare --output') option=$word is_value=1 ;;
      'osteon reference fit --data' | 'osteon reference fit -o' | 'osteon reference fit --output' | 'osteon reference fit --plots' | 'osteon reference fit --tables' | 'osteon reference fit --only' | 'osteon reference fit --threads') option=$word is_value=1 ;;
      *' --') is_ended=1 ;;
    esac
  done
  if [[ $current == = && $option ]]; then current=; is_value=1; fi
  if [[ $is_value ]]; then
    case "$command $option" in
      'osteon interpret --format') _osteon_words "$current" 'text json' ;;
      'osteon interpret --audience') _osteon_words "$current" 'clinician patient' ;;
      'osteon interpret --language') _osteon_words "$current" 'en es' ;;
      'osteon interpret --profile') _osteon_words "$current" 'ISCD2023 WHO CAR2013 ACSM-athlete' ;;
      'osteon interpret --criteria') _osteon_words "$current" 'NBHA2014 AACE2020 BHOF2022 OC2023 ISCD-pediatric' ;;
      'osteon interpret --guideline') _osteon_words "$current" 'ISCD2023 ES2019 OC2023 NOGG2024 AACE2020 BHOF2022 IOF2020 ACP2023 ACR2022' ;;
      'osteon interpret -o' | 'osteon interpret --output') _osteon_files "$current" ;;
      'osteon interpret --sex') _osteon_words "$current" 'female male' ;;
      'osteon interpret --menopause') _osteon_words "$current" 'pre transition post unknown' ;;
      'osteon interpret --side') _osteon_words "$current" 'left right' ;;
      'osteon audit --report') _osteon_files "$current" ;;
      'osteon audit --format') _osteon_words "$current" 'text json' ;;
      'osteon audit --profile') _osteon_words "$current" 'ISCD2023 WHO CAR2013 ACSM-athlete' ;;
      'osteon audit --criteria') _osteon_words "$current" 'NBHA2014 AACE2020 BHOF2022 OC2023 ISCD-pediatric' ;;
      'osteon audit -o' | 'osteon audit --output') _osteon_files "$current" ;;
      'osteon audit --sex') _osteon_words "$current" 'female male' ;;
      'osteon audit --menopause') _osteon_words "$current" 'pre transition post unknown' ;;
      'osteon audit --side') _osteon_words "$current" 'left right' ;;
      'osteon change --format') _osteon_words "$current" 'text json' ;;
      'osteon change --profile') _osteon_words "$current" 'ISCD2023 WHO CAR2013 ACSM-athlete' ;;
      'osteon change -o' | 'osteon change --output') _osteon_files "$current" ;;
      'osteon precision --format') _osteon_words "$current" 'text json' ;;
      'osteon precision -o' | 'osteon precision --output') _osteon_files "$current" ;;
      'osteon calibrate --plot') _osteon_files "$current" ;;
      'osteon calibrate --format') _osteon_words "$current" 'text json' ;;
      'osteon calibrate -o' | 'osteon calibrate --output') _osteon_files "$current" ;;
      'osteon phantom --scans') _osteon_files "$current" ;;
      'osteon phantom --plot') _osteon_files "$current" ;;
      'osteon phantom --format') _osteon_words "$current" 'text json' ;;
      'osteon phantom -o' | 'osteon phantom --output') _osteon_files "$current" ;;
      'osteon explain --format') _osteon_words "$current" 'text json' ;;
      'osteon explain --language') _osteon_words "$current" 'en es' ;;
      'osteon reference list --site') _osteon_words "$current" 'lumbar-spine femoral-neck total-hip trochanter intertrochanter wards radius-33 radius-ultradistal radius-mid total-body total-body-less-head' ;;
      'osteon reference list --sex') _osteon_words "$current" 'female male' ;;
      'osteon reference list --scale') _osteon_words "$current" 'hologic lunar norland' ;;
      'osteon reference list --kind') _osteon_words "$current" 'height-adjustment lms-curve young-adult' ;;
      'osteon reference list --format') _osteon_words "$current" 'text json' ;;
      'osteon reference show --plot') _osteon_files "$current" ;;
      'osteon reference show --format') _osteon_words "$current" 'text json' ;;
      'osteon reference explain --format') _osteon_words "$current" 'text json' ;;
      'osteon reference explain -o' | 'osteon reference explain --output') _osteon_files "$current" ;;
      'osteon reference explain --sex') _osteon_words "$current" 'female male' ;;
      'osteon reference explain --menopause') _osteon_words "$current" 'pre transition post unknown' ;;
      'osteon reference explain --side') _osteon_words "$current" 'left right' ;;
      'osteon reference compare --profile') _osteon_words "$current" 'ISCD2023 WHO CAR2013 ACSM-athlete' ;;
      'osteon reference compare --format') _osteon_words "$current" 'text json csv' ;;
      'osteon reference compare -o' | 'osteon reference compare --output') _osteon_files "$current" ;;
      'osteon reference fit --data') _osteon_files "$current" ;;
      'osteon reference fit -o' | 'osteon reference fit --output') _osteon_files "$current" ;;
      'osteon reference fit --plots') _osteon_files "$current" ;;
      'osteon reference fit --tables') _osteon_files "$current" ;;
    esac
  elif [[ $current == -* && ! $is_ended ]]; then
    case $command in
      'osteon') _osteon_words "$current" '-h --help --version' ;;
      'osteon interpret') _osteon_words "$current" '--format --audience --language --details --profile --criteria --guideline --match-group --rate --rate-spread --what-if --lines -o --output --no-color --width --sex --age --birth-date --scan-date --menopause --height --weight --scanner --model --side --spine --spine-vertebrae --neck --hip --radius --spine-t --neck-t --hip-t --radius-t --spine-z --neck-z --hip-z --radius-z -h --help --version' ;;
      'osteon audit') _osteon_words "$current" '--report --corrected --format --profile --criteria --match-group --lines -o --output --no-color --width --sex --age --birth-date --scan-date --menopause --height --weight --scanner --model --side --spine --spine-vertebrae --neck --hip --radius --spine-t --neck-t --hip-t --radius-t --spine-z --neck-z --hip-z --radius-z -h --help --version' ;;
      'osteon change') _osteon_words "$current" '--format --profile --rate --rate-spread --lines -o --output --no-color --width -h --help --version' ;;
      'osteon precision') _osteon_words "$current" '--format -o --output --no-color --width -h --help --version' ;;
      'osteon calibrate') _osteon_words "$current" '--from --to --precision-from --precision-to --bmd --phantom --published --plot --format -o --output --no-color --width -h --help --version' ;;
      'osteon phantom') _osteon_words "$current" '--baseline --baseline-until --scans --plot --format -o --output --no-color --width -h --help --version' ;;
      'osteon explain') _osteon_words "$current" '--format --language -h --help --version' ;;
      'osteon reference') _osteon_words "$current" '-h --help --version' ;;
      'osteon reference list') _osteon_words "$current" '--site --sex --scale --kind --format -h --help --version' ;;
      'osteon reference show') _osteon_words "$current" '--plot --format -h --help --version' ;;
      'osteon reference explain') _osteon_words "$current" '--format --lines -o --output --sex --age --birth-date --scan-date --menopause --height --weight --scanner --model --side --spine --spine-vertebrae --neck --hip --radius --spine-t --neck-t --hip-t --radius-t --spine-z --neck-z --hip-z --radius-z -h --help --version' ;;
      'osteon reference compare') _osteon_words "$current" '--references --profile --format --lines --table -o --output -h --help --version' ;;
      'osteon reference fit') _osteon_words "$current" '--data -o --output --plots --tables --only --no-standard-errors --threads -h --help --version' ;;
      'osteon completions') _osteon_words "$current" '-h --help --version' ;;
      'osteon man') _osteon_words "$current" '-h --help --version' ;;
      'osteon help') _osteon_words "$current" '-h --help --version' ;;
    esac
  else
    case $command in
      'osteon') _osteon_words "$current" 'interpret audit change precision calibrate phantom explain reference completions man help' ;;
      'osteon interpret') _osteon_files "$current" ;;
      'osteon audit') _osteon_files "$current" ;;
      'osteon change') _osteon_files "$current" ;;
      'osteon precision') _osteon_files "$current" ;;
      'osteon calibrate') _osteon_files "$current" ;;
      'osteon phantom') _osteon_files "$current" ;;
      'osteon reference') _osteon_words "$current" 'list show explain compare fit' ;;
      'osteon reference explain') _osteon_files "$current" ;;
      'osteon reference compare') _osteon_files "$current" ;;
      'osteon reference fit') _osteon_files "$current" ;;
      'osteon completions') _osteon_words "$current" 'bash zsh fish' ;;
      'osteon help') _osteon_words "$current" 'interpret audit change precision calibrate phantom explain reference completions man help' ;;
    esac
  fi
}

complete -F _osteon osteon
