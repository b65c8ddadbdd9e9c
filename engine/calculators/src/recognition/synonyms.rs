//! Words that say the same: `idx` is an index.

/// Short and long forms of a word, and the one that stands for them.
const SYNONYMS: &[(&str, &str)] = &[
    ("idx", "index"),
    ("cfg", "config"),
    ("conf", "config"),
    ("configuration", "config"),
    ("freq", "frequency"),
    ("hys", "hysteresis"),
    ("hyst", "hysteresis"),
    ("nbr", "neighbour"),
    ("neigh", "neighbour"),
    ("neighbor", "neighbour"),
    ("thr", "threshold"),
    ("thresh", "threshold"),
    ("th", "threshold"),
    ("seq", "sequence"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("pwr", "power"),
    ("synchronisation", "sync"),
    ("synchronization", "sync"),
    ("identity", "id"),
    ("identifier", "id"),
    ("centre", "center"),
    ("centred", "center"),
    ("centered", "center"),
    ("prb", "rb"),
    ("chan", "channel"),
    ("ch", "channel"),
    ("bw", "bandwidth"),
    ("fmt", "format"),
    ("dist", "distance"),
    ("temp", "temperature"),
    ("att", "attenuation"),
    ("attn", "attenuation"),
    ("sym", "symbol"),
    ("symb", "symbol"),
    ("ant", "antenna"),
    ("nom", "nominal"),
    ("coeff", "coefficient"),
    ("coef", "coefficient"),
    ("phy", "phys"),
    ("physical", "phys"),
    ("req", "required"),
    ("meas", "measurement"),
    ("periodicity", "period"),
    ("msg", "message"),
];

/// The word that stands for another, or that one itself.
pub fn one_word(key: &str) -> &str {
    let single = key.strip_suffix('s').unwrap_or(key);
    let found = SYNONYMS
        .iter()
        .find(|(word, _)| *word == key || *word == single);
    found.map_or(key, |(_, word)| *word)
}
