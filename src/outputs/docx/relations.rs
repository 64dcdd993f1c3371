use super::xml::text;

/// What a part of the file refers to: other parts, and addresses outside.
#[derive(Debug, Default)]
pub(super) struct Relations {
    listed: Vec<Relation>,
}

#[derive(Debug, PartialEq)]
struct Relation {
    kind: &'static str,
    target: String,
}

/// The kind of a link; its target is no part of the file.
const LINK: &str = "hyperlink";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

impl Relations {
    /// The id of a relation, new or known.
    pub(super) fn add(&mut self, kind: &'static str, target: &str) -> String {
        let wanted = Relation {
            kind,
            target: target.to_owned(),
        };
        let known = self.listed.iter().position(|relation| *relation == wanted);
        let place = known.unwrap_or_else(|| {
            self.listed.push(wanted);
            self.listed.len() - 1
        });
        format!("rId{}", place + 1)
    }

    /// The id of a link to an address.
    pub(super) fn link(&mut self, address: &str) -> String {
        self.add(LINK, address)
    }

    /// The list as a part of the file; nothing where it is empty.
    pub(super) fn part(&self) -> Option<String> {
        let items = self.listed.iter().enumerate().map(|(place, relation)| {
            let mode = if relation.kind == LINK {
                " TargetMode=\"External\""
            } else {
                ""
            };
            format!(
                "<Relationship Id=\"rId{}\" Type=\"{TYPES}/{}\" Target=\"{}\"{mode}/>\n",
                place + 1,
                relation.kind,
                text(&relation.target)
            )
        });
        let list = || {
            format!(
                "<Relationships xmlns=\"{NAMESPACE}\">\n{}</Relationships>",
                items.collect::<String>()
            )
        };
        (!self.listed.is_empty()).then(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_listed_once() {
        let mut relations = Relations::default();
        assert_eq!(relations.part(), None);
        assert_eq!(relations.add("styles", "styles.xml"), "rId1");
        assert_eq!(relations.link("https://a.b/?x&y"), "rId2");
        assert_eq!(relations.link("https://a.b/?x&y"), "rId2");
        let part = relations.part().unwrap_or_default();
        assert!(
            part.contains("Target=\"https://a.b/?x&amp;y\" TargetMode=\"External\"/>"),
            "{part}"
        );
        assert_eq!(part.matches("<Relationship ").count(), 2);
    }
}
