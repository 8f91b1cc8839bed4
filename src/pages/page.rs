//! A page on top of the base template.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use minijinja::{Environment, Error, Value, context};

const BASE: &str = include_str!("base.html");
const PARTS: &str = include_str!("parts.html");
const STYLE: &str = include_str!("base.css");
const SCRIPT: &str = include_str!("base.js");

/// What makes one kind of page, beside what all share.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Its template, which extends `base.html` and may take macros from `parts.html`. What it shows is escaped.
    pub template: &'static str,
    /// Its style, added to the shared one.
    pub style: &'static str,
    /// Its script, which runs after the shared one.
    pub script: &'static str,
}

impl Page {
    /// The page with these values: one file that needs no other.
    ///
    /// # Errors
    /// A template that is broken, or that asks for a value in a form that it does not have.
    pub fn render(&self, values: Value) -> Result<String, Error> {
        let mut environment = Environment::new();
        environment.add_filter("fixed", fixed);
        environment.add_filter("percent", |share: f64| fixed(share * 100.0, Some(1)));
        environment.add_template("base.html", BASE)?;
        environment.add_template("parts.html", PARTS)?;
        environment.add_template("page.html", self.template)?;
        let style = format!("\n{STYLE}{}", self.style);
        let script = format!("\n{SCRIPT}{}", self.script);
        let own = context! {
            style_hash => hash(&style),
            script_hash => hash(&script),
            style => Value::from_safe_string(style),
            script => Value::from_safe_string(script),
            version => env!("CARGO_PKG_VERSION"),
        };
        environment.get_template("page.html")?.render(context! { ..own, ..values })
    }
}

/// The number with so many digits behind the point, three if not said.
fn fixed(value: f64, digits: Option<usize>) -> String {
    format!("{value:.*}", digits.unwrap_or(3))
}

/// The hash by which a content security policy knows a style or a script. Line ends are single, as a browser counts them.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page = Page {
        template: "{% extends \"base.html\" %}{% from \"parts.html\" import bar %}{% block title %}{{ name }}{% endblock %}\
                   {% block main %}<p>{{ name }}</p>{{ bar(0.5, 0.25, 0.75) }}{{ bar(0.5, none, none) }}{% endblock %}",
        style: "p { margin: 0 }\n",
        script: "radsift.keys({});\n",
    };

    fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
        page.split_once(from).unwrap().1.split_once(to).unwrap().0
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_of_the_page() {
        // The hash of the empty text, as every description of the policy gives it.
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        let page = PAGE.render(context! { name => "A <b>name</b> & \"more\"" }).unwrap();
        let policy = part(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\">");
        for (element, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let hash = hash(part(&page, element, end));
            assert!(policy.contains(&format!("'{hash}'")), "{element} {policy}");
        }
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
        assert!(
            page.contains("<p>A &lt;b&gt;name&lt;&#x2f;b&gt; &amp; &quot;more&quot;</p>"),
            "{page}"
        );
        assert!(!page.contains("<b>"));
    }

    #[test]
    fn a_page_asks_for_nothing_outside() {
        let page = PAGE.render(context! { name => "x" }).unwrap();
        for forbidden in ["http://", "https://", "url(", "@import", "src=", " style=\"", " onclick"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn an_interval_is_drawn_to_scale() {
        let page = PAGE.render(context! { name => "x" }).unwrap();
        assert!(page.contains("<rect class=\"range\" x=\"25.0\" y=\"3\" width=\"50.0\""), "{page}");
        assert_eq!(page.matches("class=\"range\"").count(), 1);
        assert_eq!(page.matches("class=\"point\" x=\"49.0\"").count(), 2);
    }

    #[test]
    fn what_pages_share_is_small() {
        let size = BASE.len() + PARTS.len() + STYLE.len() + SCRIPT.len();
        assert!(size < 20_000, "{size} bytes");
    }
}
