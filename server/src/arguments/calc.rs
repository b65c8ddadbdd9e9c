//! `elex calc`: what can be typed, and its help.

use clap::Args;

/// `elex calc`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Examples: elex calc nr_arfcn_to_freq arfcn=632628\n          \
    elex calc meas_decode rat=NR quantity=RSRP field=62\n\n\
    Exit codes: 0 computed, 2 the input cannot be taken, 1 anything else. With --jsonl a line that \
    is refused or cannot be read is answered with {\"id\", \"output\": {\"error\"}} and the exit code is 0"
)]
pub struct Calc {
    /// Which calculator; without it they are listed, without inputs its inputs are shown
    #[arg(value_name = "NAME")]
    pub name: Option<String>,

    /// Inputs by name; a value may be a number, a word, true, false, or JSON such as [{"period_ms": 5}]
    #[arg(value_name = "KEY=VALUE", value_parser = input)]
    pub inputs: Vec<(String, String)>,

    /// Print the result as JSON, in one line
    #[arg(long)]
    pub json: bool,

    /// Read {"id", "calculator", "input"} line by line from standard input, answer {"id", "output"} in
    /// the same order
    #[arg(long, conflicts_with_all = ["name", "json"])]
    pub jsonl: bool,
}

fn input(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write it as KEY=VALUE, such as arfcn=632628".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::input;

    #[test]
    fn an_input_has_a_name_and_a_value() {
        let pair = |name: &str, value: &str| Ok((name.to_owned(), value.to_owned()));
        assert_eq!(input("field=-64"), pair("field", "-64"));
        assert_eq!(input("a = b=c"), pair("a", "b=c"));
        assert!(input("632628").is_err());
        assert!(input("=5").is_err());
    }
}
