//! Words that deny what follows them, or what stands before.

/// What a denying word does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Denial {
    /// What follows is not so.
    Denies,
    /// What follows is not done, or ends.
    Fails,
    /// What follows is taken out of a rule.
    Excepts,
    /// What follows does not matter.
    Concedes,
}

/// Denying words by what they do; `_` for a space.
pub const DENIALS: &[(Denial, &str)] = &[
    (
        Denial::Denies,
        "not no never without neither nor none nothing nobody nowhere cannot t no_longer not_any_more any_more no_more hardly barely scarcely free_of clean_of devoid_of void_of in_no_case at_no_time under_no_circumstances by_no_means not_yet need_not must_not ceased have_ceased",
    ),
    (
        Denial::Fails,
        "lack lacking lacks absent missing miss fail_to fails_to failed_to failing_to avoid avoiding refrain prevent preventing stop_from keep_from cease refuse refuses_to forbid forbidden forbids prohibit prohibited ban banned impossible unable unsuccessful omit skip neglect ignore leave_out deny stops leave_as_it_is",
    ),
    (
        Denial::Excepts,
        "except except_for excluding unless instead_of rather_than other_than apart_from aside_from but_for save_for with_the_exception_of nothing_but all_but exempt spared excluded barring",
    ),
    (
        Denial::Concedes,
        "although though despite in_spite_of even_if even_though even_when regardless_of irrespective_of notwithstanding whether_or_not anyway",
    ),
];

/// Words that name a fault or tell it: "missing neighbour", "the neighbour is missing". Of what is missing nothing is
/// denied: who tells it in other words, or denies that it is there, means the same fault.
pub const FAULTS: &str =
    "absent fail failed failing failure lack lacking lose losing loss lost miss missing";

/// Words that limit what is said.
pub const LIMITS: &str = "all almost already always any anymore each even every exclusively just mainly merely mostly nearly only partly still sole solely some too";

/// Words after which another clause begins.
pub const CLAUSES: &[&str] = &[
    "but", "because", "while", "when", "whenever", "if", "so", "yet", "since", "although",
    "though", "unless", "whereas", "however", "then", "that", "which", "who", "despite", "once",
];
