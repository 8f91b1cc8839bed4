//! Words that the lexicon's phrases share with plain English, with programming or with the output contract, and why each may stand
//! in `src/`. A word that only medicine uses belongs into `lexicons/`, not here.

/// Words that may stand in `src/`, or in some of its files.
pub struct Allowed {
    /// Why.
    pub because: &'static str,
    /// The beginnings of the paths below `src/` in which they may stand; all of them when this is empty.
    pub only_in: &'static [&'static str],
    /// With spaces between them.
    pub words: &'static str,
}

pub const ALLOWED: &[Allowed] = &[
    Allowed {
        because: "Rust, its library and what programs are about",
        only_in: &[],
        words: "\
            bare base body border break build cell char check code column count data date depth device drain drop element empty \
            entry error exit extend extension failed failure field file find flag fold form free hash help index inner item iter \
            json keep lane layer leaf leaves length line link list loop make mark match meta mismatch mode move multiple name \
            needle node note number object open option order outer pair partial path pattern phrase plural point pool position \
            prefix primary process push quote rank read reason record reject report result retain return ring root rule scan \
            section self sentence shape sized slice small snake sort source space span split stack stage start state stem step \
            stop string strip structure table tail take term terminal test text time token total tree true type unit user value \
            variant view window word work wrap write year zero",
    },
    Allowed {
        because: "plain English of names and messages, and the grammar of reports",
        only_in: &[],
        words: "\
            above across adjacent after again along also another around back because before below between both cannot cause clear \
            closed collection common detail does done double down each early evaluate even every evidence extending first fixed \
            found fresh from full further given greater half have head here high higher inside into involving itself joint kept \
            kind known large last lead left less like limit located long longer looks lost lower many margin marked marker mean \
            missing more most much must named near need next none nothing obscured once only other outside over part peak piece \
            place placed plain present previous raised rather reach release rest right role same second seen short show shown \
            shows side sign simple single some spot spread strong such surrounding swap than that them then there these they think \
            this though through tight together towards turn until upon upper used very well were what when where which while whole \
            whose wide width will with within without would",
    },
    Allowed {
        because: "the fields and values of the record and of the lexicon's files, which are the same for any finding",
        only_in: &[],
        words: "\
            absent attributed attribution basis bilateral change decreased definite finding floor focus grade icans imaging \
            increased level midline recurrent region scale segments sequence severity site size stated status study unspecified",
    },
    Allowed {
        because: "the grammar words: verbs and prepositions that tie a finding to a place, whatever both are",
        only_in: &["lexicon/words.rs"],
        words: "\
            abutting affecting affects anterior apparent appear appeared appears associated bordering compresses compressing \
            containing contrast could demonstrated detected effaces effacing encircling evident extends identified involved \
            involvement involves lateral lies limited lining measures medial overlying posterior prominent relative remain remains \
            situated surround surrounds their throughout traversing visible visualised visualized",
    },
    Allowed {
        because: "the two regions of `region = \"brain\" | \"spine\"`, and the numbering of vertebrae in levels",
        only_in: &["extract/", "lexicon/", "report/json/level.rs", "check/findings.rs", "cli/"],
        words: "brain spine vertebra vertebral",
    },
    Allowed {
        because: "the roles that `[floor]` and `[grades]` give to findings and flags, which the files name",
        only_in: &["criteria/rules.rs", "flags/", "lexicon/schema.rs"],
        words: "diffuse focal haemorrhage limitation oedema syndrome",
    },
    Allowed {
        because: "an example of a command in its help",
        only_in: &["cli/lexicon_list.rs"],
        words: "thalamus",
    },
];
