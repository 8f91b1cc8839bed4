//! Words that the lexicon's phrases share with plain English, with programming or with the output contract, and why each may stand
//! in `src/`. A word that only medicine uses belongs into `lexicons/`, not here.

/// Words that may stand in `src/`, or in some of its files.
pub struct Allowed {
    /// Why.
    pub because: &'static str,
    /// The beginnings of the paths below `src/` in which they may stand; all of them when this is empty.
    pub only_in: &'static [&'static str],
    pub words: &'static [&'static str],
}

pub const ALLOWED: &[Allowed] = &[
    Allowed {
        because: "Rust, its library and what programs are about",
        only_in: &[],
        words: &[
            "bare", "base", "body", "break", "cell", "column", "count", "depth", "device", "drain", "drop", "element", "empty", "entry",
            "error", "exit", "extend", "extension", "failed", "failure", "field", "file", "first", "free", "from", "index", "inner", "into", "item",
            "iter", "layer", "leaf", "leaves", "length", "like", "line", "list", "loop", "match", "mismatch", "needle", "node", "none", "object", "open",
            "outer", "partial", "path", "pattern", "point", "pool", "position", "primary", "process", "result", "retain", "ring", "root", "scan", "self",
            "shape", "sized", "small", "snake", "source", "space", "split", "stack", "stage", "state", "stem", "string", "strip", "structure", "table",
            "tail", "terminal", "text", "time", "total", "tree", "true", "type", "unit", "value", "variant", "view", "window", "with", "word", "work",
        ],
    },
    Allowed {
        because: "plain English of names and messages, and the grammar of reports",
        only_in: &[],
        words: &[
            "above", "across", "adjacent", "after", "along", "around", "back", "because", "before", "below", "between", "both", "cannot", "cause",
            "clear", "closed", "collection", "detail", "early", "evaluate", "even", "evidence", "extending", "found", "fresh", "full", "given",
            "greater", "head", "high", "higher", "inside", "involving", "joint", "kept", "large", "lead", "less", "limit", "located", "long", "longer",
            "looks", "lost", "lower", "margin", "marked", "marker", "mean", "missing", "more", "named", "obscured", "other", "outside", "over", "peak",
            "place", "placed", "plain", "present", "previous", "raised", "release", "right", "left", "second", "seen", "short", "show", "shown", "shows",
            "sign", "spot", "spread", "strong", "surrounding", "than", "them", "these", "this", "through", "tight", "upper", "well", "were", "whole",
            "within", "without",
        ],
    },
    Allowed {
        because: "the fields and values of the record and of the lexicon's files, which are the same for any finding",
        only_in: &[],
        words: &[
            "absent", "attributed", "attribution", "basis", "bilateral", "change", "decreased", "definite", "finding", "floor", "focus", "grade",
            "icans", "imaging", "increased", "level", "midline", "recurrent", "region", "scale", "segments", "sequence", "severity", "site",
            "size", "stated", "status", "study", "unspecified",
        ],
    },
    Allowed {
        because: "the grammar words: verbs and prepositions that tie a finding to a place, whatever both are",
        only_in: &["lexicon/words.rs"],
        words: &[
            "abutting", "affecting", "affects", "anterior", "apparent", "appear", "appeared", "appears", "associated", "bordering", "compresses",
            "compressing", "containing", "contrast", "could", "demonstrated", "detected", "effaces", "effacing", "encircling", "evident", "extends",
            "identified", "involved", "involvement", "involves", "lateral", "lies", "limited", "lining", "measures", "medial", "overlying", "posterior",
            "prominent", "relative", "remain", "remains", "situated", "surround", "surrounds", "their", "throughout", "traversing", "visible",
            "visualised", "visualized",
        ],
    },
    Allowed {
        because: "the two regions of `region = \"brain\" | \"spine\"`, and the numbering of vertebrae in levels",
        only_in: &["extract/", "lexicon/", "report/json/level.rs", "check/findings.rs", "cli/"],
        words: &["brain", "spine", "vertebra", "vertebral"],
    },
    Allowed {
        because: "the roles that `[floor]` and `[grades]` give to findings and flags, which the files name",
        only_in: &["criteria/rules.rs", "flags/", "lexicon/schema.rs"],
        words: &["diffuse", "focal", "haemorrhage", "limitation", "oedema", "syndrome"],
    },
    Allowed {
        because: "an example of a command in its help",
        only_in: &["cli/lexicon_list.rs"],
        words: &["thalamus"],
    },
];
