# Scores what `radsift assert` says of the NegEx test kit; docs/ACCURACY.md shows how it is called.
def f1(t; p; g): {precision: (t/p), recall: (t/g), f1: (2*t/(p+g))};
def measure($pairs): ($pairs | map(select(.[0] and .[1])) | length) as $t | ($pairs | map(select(.[1])) | length) as $p | ($pairs | map(select(.[0])) | length) as $g | f1($t; $p; $g);
[range($gold | length)] as $rows
| { negated: measure([$rows[] | [$gold[.].negated, $said[.].targets[0].assertion == "absent"]]),
    accuracy: (([$rows[] | select($gold[.].negated == ($said[.].targets[0].assertion == "absent"))] | length) / ($rows | length)),
    historical: measure([$rows[] | [$gold[.].temporality == "Historical", $said[.].targets[0].temporality == "historical"]]) }
