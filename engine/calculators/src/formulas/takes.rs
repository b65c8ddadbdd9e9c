//! What each input may be, as far as that does not depend on other inputs.
//!
//! Only to be shown: what is legal the calculators say themselves, and a test holds both together.

use protocol::calculator::Takes;

/// Input, then what it takes: `a..b` a whole number, `~a..b` any number, `a|b` one of several, `?` yes
/// or no, `w` a word, `l` a list. A line with the name of a calculator before it comes before one
/// without. An input without a line is any number.
const TAKES: &str = "\
ta_from_distance.scs_khz 15|30|60|120
scs_khz 15|30|60|120
nr_pointa_from_centre.scs_khz 15|30|60|120|240
prach_format.scs_khz 15|30|60|120
nr_nrb.fr FR1|FR2|FR2-1
fr FR1|FR2
nrb 1..275
m_rb 1..275
nr_tbs.nprb 1..275
lte_tbs.nprb 1..110
center_mhz ~0..100000
ssb_mhz ~0..100000
pointa_mhz ~0..100000
free_space.mhz ~
mhz ~0..100000
ssb_scs_khz 15|30|120|240
scs_common_khz 15|30|60|120
offset_to_carrier 0..2199
event A1|A2|A3|A4|A5|A6|B1|B2
Off ~-15..15
Hys ~0..15
tech NR|LTE
meas_decode.field -30..127
field w
rat NR|LTE|UTRA-FDD|GERAN
quantity RSRP|RSRQ|SINR|RS-SINR|RSCP|EcN0|RXLEV|RSSI|SRS-RSRP|L1-RSRP|RSRP-ext|RSRQ-ext
use report|threshold
rnti.value 0..65535
arfcn 0..3279165
strict ?
edrx ?
lte_freq_to_earfcn.direction dl|ul
direction DL|UL
band w
pci 0..1007
a 0..1007
b 0..1007
nci.cell 0..16383
eci.cell 0..255
nci 0..68719476735
gnb_id 0..4294967295
gnb_len 22..32
eci 0..268435455
enb_id 0..1048575
earfcn 0..262143
earfcn_dl 0..262143
gscn 2..26639
s_tmsi 0..281474976710655
T_rf 32|64|128|256
n_div 1|2|4|8|16
ns 1|2|4
pf_offset 0..15
imsi 0..999999999999999
nb 4|2|1|0.5|0.25|0.125|0.0625|0.03125
p0_nominal -202..24
p0_ue -16..15
alpha 0|0.4|0.5|0.6|0.7|0.8|0.9|1
pathloss_db ~-1000..1000
pcmax ~-30..50
dtf_db ~-1000..1000
f_db ~-1000..1000
target_dbm -202..-60
lte_prach_format.format 0..4
format 0|1|2|3|A1|A2|A3|B1|B2|B3|B4|C0|C2
mu 0..3
ramping_step_db 0|2|4|6
counter 1..200
level 0..70
lte_prach_config.index 0..63
index 0..262
nr_mcs.table 64qam|256qam|64qamLowSE|tp64qam|tp64qamLowSE
nr_tbs.table 64qam|256qam|64qamLowSE|tp64qam|tp64qamLowSE
nr_cqi.table 64qam|256qam|64qamLowSE
lte_tbs.table 64qam|256qam
table FR1_FDD|FR1_TDD|FR2
prach_scs_khz 1.25|5|15|30|60|120
format_scs 1.25|5|15|30|60|120
prach_format.l_ra 139|571|1151
prach_ncs.l_ra 139|571|839|1151
l_ra 139|571|839|1151
s_id 0..13
t_id 0..79
f_id 0..7
ul_carrier_id 0..1
ncs 0..1151
i 0..1149
root_a 0..1149
root_b 0..1149
roots_a 1..1150
roots_b 1..1150
zcz 0..15
restricted A|B
guard_samples ~0..100
delay_spread_us ~0..1000
mcs 0..31
cqi 0..15
h_ut ~1.5..22.5
d2d_m ~10..5000
uma_38901.ghz ~0.5..100
uma_38901.h_bs ~10..150
doppler.ghz ~0.001..1000
kmh ~0..100000
tilt.h_bs ~0..10000
h_ue ~0..10000
beamwidth_deg ~0..180
layers 1..8
qm 1|2|4|6|8|10
scaling 1|0.8|0.75|0.4
dl_share ~0..1
carriers l
patterns l
symbols 1..14
dmrs_re 0..156
xoh 0|6|12|18
s 1|0.5|0.25
codewords 1..2
dl_slots 0..80
ul_slots 0..80
dl_symbols 0..13
ul_symbols 0..13
config 0..6
ssf 0..9
samples 0..10000
ta_nr.ta 0..3846
ta 0..1282
kind rar|mac_ce
gp_us ~0..10000
switch_us ~0..10000
hsfn 0..1023
sfn 0..1023
subframe 0..9
";

/// What an input of a calculator takes.
pub fn takes(calculator: &str, input: &str) -> Takes {
    let own = format!("{calculator}.{input}");
    let find = |name: &str| {
        let mut lines = TAKES.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
    };
    match find(&own).or_else(|| find(input)).unwrap_or("") {
        "?" => Takes::Truth,
        "w" => Takes::Word,
        "l" => Takes::List,
        span if span.contains('|') => Takes::Choice(span.split('|').map(str::to_owned).collect()),
        span => {
            let open = span.trim_start_matches('~');
            let (least, most) = open.split_once("..").unwrap_or_default();
            Takes::Number {
                whole: !span.is_empty() && open.len() == span.len(),
                least: least.parse().ok(),
                most: most.parse().ok(),
            }
        }
    }
}
