//! The tables of the calculators: their names and the columns that each has.
//!
//! The generator reads every row against its columns: an unknown, missing or ill-typed field is a
//! problem. The engine looks values up by the same names.

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word or a line.
    Text,
    /// A number with at most six decimals.
    Number,
    /// Yes or no, packed as 1 or 0.
    Truth,
    /// Several texts.
    Texts,
    /// Several numbers.
    Numbers,
}

/// A column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Name, as in the source.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Rows may do without.
    pub optional: bool,
    /// Whether it is packed; the others follow from those that are, or are for readers of the source.
    pub packed: bool,
}

const fn column(name: &'static str, kind: Kind) -> Shape {
    Shape {
        name,
        kind,
        optional: false,
        packed: true,
    }
}

const fn text(name: &'static str) -> Shape {
    column(name, Kind::Text)
}

const fn number(name: &'static str) -> Shape {
    column(name, Kind::Number)
}

const fn truth(name: &'static str) -> Shape {
    column(name, Kind::Truth)
}

const fn texts(name: &'static str) -> Shape {
    column(name, Kind::Texts)
}

const fn numbers(name: &'static str) -> Shape {
    column(name, Kind::Numbers)
}

impl Shape {
    const fn or_none(mut self) -> Self {
        self.optional = true;
        self
    }

    const fn unpacked(mut self) -> Self {
        self.packed = false;
        self
    }
}

/// Columns that every table has: where a row is from, and how many independent public sources agree.
pub const COMMON: [Shape; 2] = [text("clause"), number("sources")];

macro_rules! tables {
    ($($(#[$doc:meta])* $variant:ident $name:literal [$($shape:expr),* $(,)?])*) => {
        /// A table of the calculators.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum TableName {
            $($(#[$doc])* $variant,)*
        }

        impl TableName {
            /// All tables, in the order in which they are packed.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that rows carry.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The columns beside [`COMMON`].
            #[must_use]
            pub const fn columns(self) -> &'static [Shape] {
                match self {
                    $(Self::$variant => const { &[$($shape),*] },)*
                }
            }
        }
    };
}

impl TableName {
    /// All columns.
    pub fn shapes(self) -> impl Iterator<Item = &'static Shape> {
        COMMON.iter().chain(self.columns())
    }

    /// The columns that are packed, in their order.
    pub fn packed(self) -> impl Iterator<Item = &'static Shape> {
        self.shapes().filter(|shape| shape.packed)
    }
}

tables! {
    /// Report values and thresholds of measured quantities. TS 38.133 10.1, TS 36.133 9.1, TS 25.133 9.1, TS 45.008 8.1.4.
    MeasMapping "meas_mapping" [
        text("rat"), text("quantity"), text("name"), number("field_min"), number("field_max"),
        number("step"), number("threshold_offset"), text("unit"), text("report"),
        text("threshold").unpacked(), text("note").or_none()
    ]
    /// Integer fields and their scale. TS 38.331, TS 36.331.
    RrcScaled "rrc_scaled" [
        text("tech"), text("field"), number("field_min"), number("field_max"), number("scale"),
        number("offset"), text("unit")
    ]
    /// Enumerated fields and what their values are. TS 38.331, TS 36.331.
    RrcEnum "rrc_enum" [text("tech"), text("field"), text("unit"), texts("values"), numbers("numeric")]
    /// Global frequency raster. TS 38.104 5.4.2.1.
    NrArfcnRaster "nr_arfcn_raster" [
        number("f_min_mhz"), number("f_max_mhz"), number("df_khz"), number("f_offs_mhz"), number("n_offs"),
        number("n_min"), number("n_max")
    ]
    /// Synchronisation raster. TS 38.104 5.4.3.1.
    GscnRaster "gscn_raster" [
        number("f_min_mhz"), number("f_max_mhz"), text("f").unpacked(), text("gscn").unpacked(),
        text("range").unpacked(), number("gscn_min"), number("gscn_max")
    ]
    /// NR operating bands. TS 38.104 5.2.
    NrBand "nr_band" [
        text("band"), text("fr"), number("ul_low").or_none(), number("ul_high").or_none(),
        number("dl_low").or_none(), number("dl_high").or_none(), text("duplex")
    ]
    /// Channel raster of NR bands. TS 38.104 5.4.2.3.
    NrBandArfcn "nr_band_arfcn" [
        text("band"), number("raster_khz"), number("ul_first").or_none(), number("ul_step").or_none(),
        number("ul_last").or_none(), number("dl_first").or_none(), number("dl_step").or_none(),
        number("dl_last").or_none(), text("note").or_none()
    ]
    /// Synchronisation raster of NR bands. TS 38.104 5.4.3.3.
    NrBandGscn "nr_band_gscn" [
        text("band"), number("ssb_scs_khz"), text("case"), number("gscn_first").or_none(),
        number("gscn_step").or_none(), number("gscn_last").or_none(), numbers("gscn_set").or_none(),
        number("range_first").or_none(), number("range_last").or_none(), text("cond").or_none()
    ]
    /// E-UTRA bands and channel numbers. TS 36.104 5.5, 5.7.3.
    LteBand "lte_band" [
        text("band"), number("dl_low"), number("dl_high"), number("n_offs_dl"), number("n_dl_first"),
        number("n_dl_last"), number("ul_low").or_none(), number("ul_high").or_none(),
        number("n_offs_ul").or_none(), number("n_ul_first").or_none(), number("n_ul_last").or_none(),
        text("duplex")
    ]
    /// Resource blocks of NR channels. TS 38.104 5.3.2.
    NrNrb "nr_nrb" [
        text("fr"), number("scs_khz"), number("bw_mhz"), number("nrb"), number("guard_khz").unpacked()
    ]
    /// Resource blocks of E-UTRA channels. TS 36.104 5.6.
    LteNrb "lte_nrb" [number("bw_mhz"), number("nrb")]
    /// Random access configurations, FR1 paired spectrum and supplementary uplink. TS 38.211 Table 6.3.3.2-2.
    PrachConfigFr1Fdd "prach_config_fr1_fdd" [
        number("index"), text("format"), number("x"), numbers("y"), numbers("subframes"),
        number("start_symbol"), number("prach_slots").or_none(), number("occasions").or_none(),
        number("duration_symbols")
    ]
    /// The same, FR1 unpaired spectrum. TS 38.211 Table 6.3.3.2-3.
    PrachConfigFr1Tdd "prach_config_fr1_tdd" [
        number("index"), text("format"), number("x"), numbers("y"), numbers("subframes"),
        number("start_symbol"), number("prach_slots").or_none(), number("occasions").or_none(),
        number("duration_symbols")
    ]
    /// The same, FR2. TS 38.211 Table 6.3.3.2-4.
    PrachConfigFr2 "prach_config_fr2" [
        number("index"), text("format"), number("x"), numbers("y"), numbers("slots_60khz"),
        number("start_symbol"), number("prach_slots"), number("occasions"), number("duration_symbols")
    ]
    /// Long preambles. TS 38.211 Table 6.3.3.1-1.
    PrachFormatLong "prach_format_long" [
        text("format"), number("l_ra"), number("scs_khz"), number("seq_kappa"), number("cp_kappa"),
        number("seq_us").unpacked(), number("cp_us").unpacked(), texts("restricted_sets")
    ]
    /// Short preambles. TS 38.211 Table 6.3.3.1-2.
    PrachFormatShort "prach_format_short" [
        text("format"), numbers("l_ra").unpacked(), number("seq_symbols"), number("seq_kappa_mu0"),
        number("cp_kappa_mu0"), number("duration_symbols"), text("scaling").unpacked()
    ]
    /// Cyclic shifts at 1.25 kHz. TS 38.211 Table 6.3.3.1-5.
    PrachNcs1k25 "prach_ncs_1k25" [
        number("zcz"), number("unrestricted"), number("restricted_a").or_none(),
        number("restricted_b").or_none()
    ]
    /// Cyclic shifts at 5 kHz. TS 38.211 Table 6.3.3.1-6.
    PrachNcs5k "prach_ncs_5k" [
        number("zcz"), number("unrestricted"), number("restricted_a"), number("restricted_b").or_none()
    ]
    /// Cyclic shifts of short preambles. TS 38.211 Table 6.3.3.1-7.
    PrachNcsShort "prach_ncs_short" [number("zcz"), number("l139"), number("l571"), number("l1151")]
    /// Cyclic shifts of E-UTRA formats 0 to 3. TS 36.211 Table 5.7.2-2.
    LtePrachNcs "lte_prach_ncs" [number("zcz"), number("unrestricted"), number("restricted").or_none()]
    /// Cyclic shifts of E-UTRA format 4. TS 36.211 Table 5.7.2-3.
    LtePrachNcsFormat4 "lte_prach_ncs_format4" [number("zcz"), number("ncs")]
    /// Logical and physical roots of length 839. TS 38.211 Table 6.3.3.1-3.
    PrachRoot839 "prach_root_839" [number("i"), number("u")]
    /// How many logical roots each length has. TS 38.211 Tables 6.3.3.1-3 to 6.3.3.1-4B.
    PrachRootRule "prach_root_rule" [
        number("l_ra"), number("i_max"), text("u_even_i").unpacked(), text("u_odd_i").unpacked()
    ]
    /// Resource blocks of a random access occasion. TS 38.211 Table 6.3.3.2-1.
    PrachRb "prach_rb" [
        number("l_ra"), number("prach_scs_khz"), number("pusch_scs_khz"), number("nrb"), number("k_bar")
    ]
    /// Random access configurations, E-UTRA frame structure 1. TS 36.211 Table 5.7.1-2.
    LtePrachConfigFdd "lte_prach_config_fdd" [
        number("index"), text("format").or_none(), text("sfn").or_none(), numbers("subframes").or_none(),
        text("note").or_none()
    ]
    /// E-UTRA preambles. TS 36.211 Table 5.7.1-1.
    LtePrachFormat "lte_prach_format" [
        number("format"), number("cp_ts"), number("seq_ts"), number("subframes").or_none(),
        number("guard_ts").or_none()
    ]
    /// Periods of downlink and uplink patterns. TS 38.213 11.1.
    TddPeriod "tdd_period" [
        number("period_ms"), numbers("mu_ref"), numbers("slots_per_period").unpacked(),
        truth("sum_must_divide_20ms").unpacked(), truth("ext_v1530")
    ]
    /// E-UTRA uplink-downlink configurations. TS 36.211 Table 4.2-2.
    LteTddConfig "lte_tdd_config" [
        number("config"), text("subframes"), number("switch_period_ms"), number("dl"), number("special"),
        number("ul")
    ]
    /// E-UTRA special subframes. TS 36.211 Table 4.2-1.
    LteSpecialSubframe "lte_special_subframe" [
        number("config"), text("cp"), number("dwpts_symbols"), number("gp_symbols"),
        number("uppts_symbols"), number("dwpts_ts").unpacked(), number("uppts_ts").unpacked(),
        number("gp_ts")
    ]
    /// Modulation and coding, 64QAM. TS 38.214 Table 5.1.3.1-1.
    NrMcs64qam "nr_mcs_64qam" [
        number("mcs"), number("qm"), number("r_x1024").or_none(), number("se").or_none().unpacked(),
        truth("reserved")
    ]
    /// Modulation and coding, 256QAM. TS 38.214 Table 5.1.3.1-2.
    NrMcs256qam "nr_mcs_256qam" [
        number("mcs"), number("qm"), number("r_x1024").or_none(), number("se").or_none().unpacked(),
        truth("reserved")
    ]
    /// Modulation and coding, low spectral efficiency. TS 38.214 Table 5.1.3.1-3.
    NrMcs64qamLowse "nr_mcs_64qam_lowse" [
        number("mcs"), number("qm"), number("r_x1024").or_none(), number("se").or_none().unpacked(),
        truth("reserved")
    ]
    /// Modulation and coding with transform precoding. TS 38.214 Table 6.1.4.1-1.
    NrMcsTp64qam "nr_mcs_tp_64qam" [
        number("mcs"), number("qm"), number("r_x1024").or_none(), truth("reserved"), text("note").or_none()
    ]
    /// The same, low spectral efficiency. TS 38.214 Table 6.1.4.1-2.
    NrMcsTp64qamLowse "nr_mcs_tp_64qam_lowse" [
        number("mcs"), number("qm"), number("r_x1024").or_none(), truth("reserved"), text("note").or_none()
    ]
    /// Channel quality, 64QAM. TS 38.214 Table 5.2.2.1-2.
    NrCqi64qam "nr_cqi_64qam" [
        number("cqi"), number("qm").or_none(), number("r_x1024").or_none(),
        number("se").or_none().unpacked()
    ]
    /// Channel quality, 256QAM. TS 38.214 Table 5.2.2.1-3.
    NrCqi256qam "nr_cqi_256qam" [
        number("cqi"), number("qm").or_none(), number("r_x1024").or_none(),
        number("se").or_none().unpacked()
    ]
    /// Channel quality, low spectral efficiency. TS 38.214 Table 5.2.2.1-4.
    NrCqi64qamLowse "nr_cqi_64qam_lowse" [
        number("cqi"), number("qm").or_none(), number("r_x1024").or_none(),
        number("se").or_none().unpacked()
    ]
    /// Small transport block sizes. TS 38.214 Table 5.1.3.2-1.
    NrTbsSmall "nr_tbs_small" [number("index"), number("tbs")]
    /// Overhead of the peak rate. TS 38.306 4.1.2.
    NrRateOverhead "nr_rate_overhead" [text("direction"), text("fr"), number("oh")]
    /// E-UTRA modulation and coding, downlink. TS 36.213 Table 7.1.7.1-1.
    LteMcsDl "lte_mcs_dl" [number("mcs"), number("qm"), number("itbs")]
    /// The same with 256QAM. TS 36.213 Table 7.1.7.1-1A.
    LteMcsDl256qam "lte_mcs_dl_256qam" [number("mcs"), number("qm"), number("itbs")]
    /// The same, uplink. TS 36.213 Table 8.6.1-1.
    LteMcsUl "lte_mcs_ul" [number("mcs"), number("qm"), number("itbs")]
    /// E-UTRA transport block sizes of one layer. TS 36.213 Table 7.1.7.2.1-1.
    LteTbs "lte_tbs" [number("itbs"), numbers("tbs_by_prb")]
    /// Downlink of E-UTRA device categories. TS 36.306 Table 4.1-1.
    LteUeCategoryDl "lte_ue_category_dl" [number("category"), number("max_dl_bits_per_tti"), text("layers")]
    /// Offset of the uplink timing. TS 38.133 7.1.2.
    NTaOffset "n_ta_offset" [number("n_ta_offset_tc"), text("case"), number("us").unpacked()]
    /// Cyclic prefixes. TS 38.211 5.3.1.
    NrCp "nr_cp" [number("mu"), number("scs_khz"), text("cp"), number("kappa"), number("us").unpacked()]
    /// Subframes of paging occasions, FDD. TS 36.304 7.2.
    LtePagingPoFdd "lte_paging_po_fdd" [number("ns"), numbers("subframe_by_is")]
    /// Radio network temporary identifiers by value. TS 38.321 7.1.
    NrRnti "nr_rnti" [number("first"), number("last"), text("use")]
    /// Lengths of identities. TS 38.413 9.3.1, TS 36.413 9.2.1.
    IdBits "id_bits" [text("id"), number("bits").or_none(), number("count").or_none()]
    /// Power headroom levels, NR. TS 38.133 10.1.17.1.
    NrPhr "nr_phr" [number("level"), number("ph_ge_db").or_none(), number("ph_lt_db").or_none()]
    /// Levels of the nominal maximum power, NR. TS 38.133 10.1.18.1.
    NrPcmax "nr_pcmax" [number("level"), number("p_ge_dbm").or_none(), number("p_lt_dbm").or_none()]
    /// Power headroom levels, E-UTRA. TS 36.133 9.1.8.4.
    LtePhr "lte_phr" [number("level"), number("ph_ge_db"), number("ph_lt_db").or_none()]
    /// Power offset of preamble formats. TS 38.321 7.3.
    DeltaPreamble "delta_preamble" [text("format"), text("db")]
}
