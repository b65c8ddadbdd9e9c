//! Remarks on figures as words.

use super::number::micro;
use crate::answer::Remark;

/// A remark as a sentence.
#[must_use]
pub fn remark(remark: &Remark) -> String {
    let all = |words: &[String]| words.join(", ");
    match remark {
        Remark::Note(text) => sentence(text),
        Remark::Slip(text) => format!("The source has a slip: {text}."),
        Remark::EveryLabel(labels) => format!("Every name in files carries {}.", all(labels)),
        Remark::OneLabel(labels) => {
            format!(
                "Every name carries one of {}; each adds up to the same total.",
                all(labels)
            )
        }
        Remark::NameForm(form) => format!("Names in files end in {form}; their sum is the total."),
        Remark::Objects(classes) => format!("Computed for {}.", all(classes)),
        Remark::RatioOfSums => {
            "Over cells and periods: sum both sides first, divide last; never average.".to_owned()
        }
        Remark::Sum => "Over cells and periods: the sum.".to_owned(),
        Remark::Largest => "Over cells and periods: the largest.".to_owned(),
        Remark::WeightedBy(counter) => {
            format!("Over cells and periods: the mean, weighted by {counter}.")
        }
        Remark::Periods(how) => format!("Over periods: {how}."),
        Remark::PerObject => "Never put together over objects.".to_owned(),
        Remark::PerLabel(label) => format!("One value per {label}, never mixed."),
        Remark::Join(how) => sentence(how),
        Remark::Target(max, over) if over == "busy" => {
            format!("Good up to {} in the busy hour (ours).", micro(*max))
        }
        Remark::Target(max, over) => format!("Good up to {} over {over} (ours).", micro(*max)),
    }
}

/// Begins with a capital letter and ends with a stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|c| c.to_uppercase().collect::<String>())
        .unwrap_or_default();
    let stop = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_sentences() {
        let check = |given: Remark, words: &str| assert_eq!(remark(&given), words);
        check(Remark::Note("mean per second".into()), "Mean per second.");
        check(
            Remark::PerLabel("QCI".into()),
            "One value per QCI, never mixed.",
        );
        check(
            Remark::Target(70_000_000, "busy".into()),
            "Good up to 70 in the busy hour (ours).",
        );
        check(
            Remark::EveryLabel(vec!["Cause".into()]),
            "Every name in files carries Cause.",
        );
    }
}
