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
        because: "names in the libraries for tables and archives",
        only_in: &["io/input/", "io/output/"],
        words: "cast compressed compression",
    },
    Allowed {
        because: "the name of a command's file",
        only_in: &["cli/"],
        words: "bulk",
    },
    Allowed {
        because: "a mark, a stage, keys of the lexicon files, and what goes wrong at a keyboard",
        only_in: &[],
        words: "colon elsewhere extraction rising slip slips tissue",
    },
    Allowed {
        because: "Rust, its library and what programs are about",
        only_in: &[],
        words: "\
            bare base block body border break build call case cell channel char check child class close code colour column copy count \
            data date dense depth device drain drop element empty entry error exit extend extension failed failure field file filter \
            find flag fold form free front general green hash help index initial inner input invalid item iter json keep label \
            lane layer leaf leaves length letter line link list load location loop main make mark match message meta mismatch mode move \
            multiple name needle node note noun number object open option order origin outer pair parent partial passing path pattern \
            phrase pipe plural point pool position prefix primary process product push quote range rank read reason record reject report \
            result retain return review ring root rule scan section segment select self sentence session shape sized slice small snake \
            sort source space span split stack stage standard start state stem step stop string strip structure style subject \
            table tail take term terminal test text time token total trail tree true type unit user value variant verb version \
            view walk window word work wrap write year yellow zero",
    },
    Allowed {
        because: "plain English of names and messages, and the grammar of reports",
        only_in: &[],
        words: "\
            about above across adjacent after again ahead alone along also although always another apart around back background because \
            become been before behind being below beneath beside best between both bound broken cannot carry cause centred chance clear \
            closed collection combined common compare compared complete confined consistent contain continue cover current decide \
            detail different direction distance does done double down each early either equal evaluate evaluation even every evidence exact \
            except expect expected explain extending extent fact favour fill fine finish first fixed follow found fresh from full further \
            given goes greater half have head here high higher however include indicate inside into involving itself join joint \
            kept kind known large last late lead least left less like limit located long longer look looks lost lower many margin \
            marked marker mean measure might missing more most much must named near need neither next none nothing obscured \
            observed once only opposite other otherwise outside over overlap part particularly past peak piece place placed plain \
            plus possible presence present previous probable problem question raised rather reach reflect release represent \
            request rest right role same second seen short should show shown shows side sign simple since single some sorted spot \
            spread strength strong such suggest surrounding swap than that their them then there these they thing think this those \
            though three through tight title together touch towards turn twice under unless unlikely until upon upper used usual \
            appeared boundary changed content matched matters theirs valid very warning weak well were what when where which while whole whose wide width will with within without worse \
            would",
    },
    Allowed {
        because: "the fields and values of the record and of the lexicon's files, which are the same for any finding",
        only_in: &[],
        words: "\
            absent attributed attribution basis bilateral change decreased definite finding floor focus grade icans imaging \
            increased level midline patient recurrent region scale segments sequence severity site size stated status study unspecified",
    },
    Allowed {
        because: "the grammar words: verbs and prepositions that tie a finding to a place, whatever both are",
        only_in: &["engine/lexicon/words.rs"],
        words: "\
            abutting affecting affects anterior apparent appear appears associated bordering compresses compressing \
            containing contrast could demonstrated detected effaces effacing encircling evident extends identified involved \
            involvement involves lateral lies limited lining measures medial overlying posterior prominent relative remain remains \
            situated surround surrounds throughout traversing visible visualised visualized",
    },
    Allowed {
        because: "the two regions of `region = \"brain\" | \"spine\"`, and the numbering of vertebrae in levels",
        only_in: &[
            "engine/extract/",
            "engine/lexicon/",
            "engine/vocabulary.rs",
            "engine/report/json/level.rs",
            "engine/study/",
            "lab/check/findings.rs",
            "lab/eval/reading.rs",
            "cli/",
        ],
        words: "brain spine vertebra vertebral",
    },
    Allowed {
        because: "keys of metadata that hold the name of a study",
        only_in: &["engine/study/metadata.rs"],
        words: "exam examination",
    },
    Allowed {
        because: "the roles that `[floor]` and `[grades]` give to findings and flags, which the files name",
        only_in: &["engine/criteria/rules.rs", "engine/icans/", "engine/lexicon/schema.rs"],
        words: "diffuse focal haemorrhage limitation oedema syndrome",
    },
    Allowed {
        because: "the words of other systems: cue lists, results",
        only_in: &["lab/import/", "io/output/fhir/"],
        words: "positive post pseudo",
    },
    Allowed {
        because: "names of fields, elements and types in HL7, FHIR and CDA, and in the names of studies",
        only_in: &["io/input/", "io/output/"],
        words: "based component diagnostic event events formed image media performed shift system",
    },
    Allowed {
        because: "names in the formats that are written, and of what writes them",
        only_in: &["io/output/"],
        words: "bundle components configuration definition external interpretation systems temporal",
    },
    Allowed {
        because: "an example of a command in its help",
        only_in: &["cli/lexicon_list.rs"],
        words: "thalamus",
    },
    Allowed {
        because: "the letters by which British and American spelling differ",
        only_in: &["lab/survey/spelling.rs"],
        words: "grey rise",
    },
];
