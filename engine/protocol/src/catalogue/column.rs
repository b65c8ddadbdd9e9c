//! Keys of the columns of packed sheets. Never reused.

/// Type of a value.
pub const KIND: u8 = 1;
/// Smallest value.
pub const MIN: u8 = 2;
/// Largest value.
pub const MAX: u8 = 3;
/// Literals, joined by `|`.
pub const VALUES: u8 = 4;
/// Intervals, as `1..21|33..` joined by `|`.
pub const RANGES: u8 = 5;
/// Length in bits, as `6` or `1..80`.
pub const SIZE: u8 = 6;
/// Named type.
pub const TYPE_REF: u8 = 7;
/// Unit.
pub const UNIT: u8 = 8;
/// Scale.
pub const SCALE: u8 = 9;
/// Offset.
pub const OFFSET: u8 = 10;
/// Multiple of.
pub const MULTIPLE_OF: u8 = 11;
/// Special values, as `127=infinity` joined by `|`; the absent field is `=meaning`.
pub const SPECIAL: u8 = 12;
/// Present where the parameter is a list.
pub const LIST: u8 = 13;
/// Use of an RRC field.
pub const USAGE: u8 = 20;
/// Present where the field is broadcast.
pub const BROADCAST: u8 = 21;
/// Release.
pub const RELEASE: u8 = 22;
/// Present where the row is a named type.
pub const IS_TYPE: u8 = 23;
/// Sign convention.
pub const SIGN: u8 = 24;
/// Common name.
pub const COMMON_NAME: u8 = 25;
/// Origins, as `unit=spec` joined by `|`.
pub const ORIGINS: u8 = 26;
/// Document.
pub const SPEC: u8 = 27;
/// Reference of the row's own source.
pub const REFERENCE: u8 = 28;
/// Access.
pub const ACCESS: u8 = 29;
/// Default; an empty text is `""`.
pub const DEFAULT: u8 = 30;
/// RRC field behind a small-cell parameter.
pub const RRC: u8 = 31;
/// Present where a range was read in running text.
pub const FROM_TEXT: u8 = 32;
/// Which segment of the path is the name of an RRC field, where it is not the last.
pub const NAME_AT: u8 = 33;
/// Object classes, joined by `|`.
pub const OBJECTS: u8 = 40;
/// Method.
pub const METHOD: u8 = 41;
/// `integer` or `real`.
pub const NUMBER: u8 = 42;
/// Unit of a figure.
pub const FIGURE_UNIT: u8 = 43;
/// Unit over E2.
pub const UNIT_E2: u8 = 44;
/// Labels, joined by `|`.
pub const LABELS: u8 = 45;
/// Required labels, joined by `|`.
pub const LABELS_REQUIRED: u8 = 46;
/// Labels of which one is present, joined by `|`.
pub const LABELS_ONE_OF: u8 = 47;
/// Form of real names.
pub const NAME_FORM: u8 = 48;
/// Clause.
pub const CLAUSE: u8 = 49;
/// Slip of the source.
pub const FIX: u8 = 50;
/// Remark.
pub const NOTE: u8 = 51;
/// Number of sources.
pub const SOURCES: u8 = 52;
/// Family of a figure.
pub const FAMILY: u8 = 53;
/// Good direction.
pub const BETTER: u8 = 60;
/// Formula.
pub const FORMULA: u8 = 61;
/// How cells are put together: `ratio_of_sums`, `sum`, `max` or `weighted_by NAME`.
pub const AGGREGATE: u8 = 62;
/// How periods are put together.
pub const AGGREGATE_TIME: u8 = 63;
/// Present where values are never added over objects.
pub const NOT_ACROSS: u8 = 64;
/// Smallest denominator.
pub const MIN_DEN: u8 = 65;
/// Definition.
pub const DEFINITION: u8 = 66;
/// Caveat.
pub const CAVEAT: u8 = 67;
/// How objects are joined.
pub const JOIN: u8 = 68;
/// Label of the split.
pub const SPLIT_BY: u8 = 69;
/// Target, as `70 busy`.
pub const TARGET: u8 = 70;
/// Counters that count 0 on a relation, joined by `|`.
pub const ZERO_ON_RELATION: u8 = 71;
/// Older id.
pub const REPLACES: u8 = 72;
/// Procedure code.
pub const CODE: u8 = 80;
/// Technology of a procedure.
pub const TECH: u8 = 81;
/// Causes, joined by `|`.
pub const CAUSES: u8 = 82;
/// Title of a clause.
pub const TITLE: u8 = 90;
/// Number of a clause.
pub const CLAUSE_NUMBER: u8 = 91;
/// Id of an agent.
pub const ID: u8 = 100;
/// Name of an agent.
pub const NAME: u8 = 101;
/// Line of an agent.
pub const WHAT: u8 = 102;
/// Kind of an agent.
pub const AGENT_KIND: u8 = 103;
/// Depth of an agent.
pub const DEPTH: u8 = 104;
/// Technologies of an agent, joined by `|`.
pub const TECHS: u8 = 105;
/// Domain of an agent.
pub const DOMAIN: u8 = 106;
/// Other names of an agent, joined by `|`.
pub const ALIASES: u8 = 107;
/// Row of a card about a choice, which is no row of a table.
pub const CHOICE: u8 = 110;
/// Object of a card.
pub const ON: u8 = 111;
/// Short name of a card.
pub const LABEL: u8 = 112;
/// Start value.
pub const START: u8 = 113;
/// Kind of its reason.
pub const START_WHY: u8 = 114;
/// Its reason.
pub const START_BASIS: u8 = 115;
/// Safe interval, as `0 8`.
pub const SAFE_BETWEEN: u8 = 116;
/// Safe literals, joined by `|`.
pub const SAFE_VALUES: u8 = 117;
/// Kind of the reason of a safe range; present where there is one.
pub const SAFE_WHY: u8 = 118;
/// Its reason.
pub const SAFE_BASIS: u8 = 119;
/// Present where a value comes from a plan.
pub const PLANNED: u8 = 120;
/// What changing it does.
pub const EFFECT: u8 = 121;
/// What a positive value does.
pub const CARD_SIGN: u8 = 122;
/// Frequency ranges, joined by `|`.
pub const FREQUENCY_RANGES: u8 = 123;
/// Duplex modes, joined by `|`.
pub const DUPLEX: u8 = 124;
/// Subcarrier spacings in kHz, joined by `|`.
pub const SPACING: u8 = 125;
/// Architectures, joined by `|`.
pub const MODES: u8 = 126;
/// More about where a card holds.
pub const LIMITS_NOTE: u8 = 127;
/// Layer in which a value is written.
pub const LAYER: u8 = 128;
/// What to know when writing it.
pub const ENCODING: u8 = 129;
/// Physical numbers of literals, joined by `|`.
pub const PHYSICAL: u8 = 130;
