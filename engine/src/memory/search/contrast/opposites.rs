//! Words that point one way, and those that point the other.

/// Two sides of one axis; words of a side point the same way. Any form of a word stands for all
/// of it, and `_` for a space. A word may be on several axes.
pub const AXES: &[(&str, &str)] = &[
    // more and less
    (
        "increase raise rise rose risen raising grow grew grown growth climb gain boost ramp_up scale_up step_up turn_up go_up went_up up upward upwards higher more bigger larger greater stronger louder elevate enlarge augment amplify intensify escalate soar surge jump_up inflate build_up",
        "decrease lower lowered lowering reduce reduction fall fell fallen falling decline diminish lessen shrink shrank shrunk shrinkage cut scale_down step_down turn_down go_down went_down down downward downwards less fewer smaller weaker quieter sink sank dip plunge dwindle subside plummet recede ebb deflate",
    ),
    ("high tall strong upper top", "low weak lower bottom"),
    (
        "widen wide wider broaden broad broader expand expansion",
        "narrow narrower tighten tight tighter contract contraction",
    ),
    (
        "lengthen extend extension prolong long longer stretch",
        "shorten shorter short curtail truncate abbreviate briefer brief",
    ),
    ("deepen deep deeper", "shallow shallower"),
    ("thicken thick thicker", "thin thinner"),
    (
        "large big huge great largest biggest large-scale",
        "small little tiny minor smallest",
    ),
    (
        "maximum max maximal maximise maximize most at_most ceiling cap upper_limit no_more_than up_to",
        "minimum min minimal minimise minimize least at_least floor lower_limit no_less_than",
    ),
    (
        "above over exceed exceeding beyond past greater_than more_than higher_than",
        "below under beneath underneath less_than lower_than fewer_than",
    ),
    (
        "improve improvement better best enhance recover recovery heal healthy good upgrade_quality",
        "worsen worse worst degrade degradation deteriorate collapse bad poor impair suffer",
    ),
    ("strengthen reinforce", "weaken attenuate dilute"),
    (
        "generous lenient loose relaxed relax permissive loosen",
        "mean meaner strict stricter stringent tight restrictive tighten",
    ),
    (
        "overshoot overshooting overreach",
        "undershoot undershooting",
    ),
    ("overestimate", "underestimate"),
    (
        "overload overloaded congested congestion crowded busy loaded busier",
        "idle underload underloaded empty quiet unloaded underused unused",
    ),
    ("overprovision", "underprovision"),
    ("uptilt", "downtilt"),
    ("upgrade", "downgrade roll_back rollback"),
    ("upsize upscale", "downsize downscale"),
    ("promote promotion", "demote demotion"),
    ("positive plus", "negative minus"),
    (
        "surplus excess excessive too_many too_much abundance",
        "shortage deficit lack insufficient scarce scarcity too_few too_little dearth",
    ),
    ("profit earn income revenue", "loss expense cost"),
    ("full fill filled", "empty drain emptied"),
    ("multiply double doubled", "divide halve halved"),
    ("majority mostly", "minority"),
    (
        "unlimited infinite unbounded uncapped",
        "limited finite bounded capped",
    ),
    // time
    (
        "early earlier earliest sooner soon premature prematurely too_early prompt promptly",
        "late later latest delayed belated too_late tardy overdue",
    ),
    (
        "before prior preceding previously beforehand ahead_of until",
        "after following subsequent subsequently afterwards afterward thereafter since",
    ),
    (
        "first initial initially beginning front foremost opening",
        "last final finally ultimate end closing",
    ),
    (
        "new newer newest recent latest young fresh modern",
        "old older oldest ancient outdated stale obsolete legacy",
    ),
    ("next following upcoming", "previous preceding former"),
    (
        "fast faster fastest quick quicker quickly rapid rapidly swift speedy speed_up accelerate acceleration hasten expedite",
        "slow slower slowest slowly sluggish slow_down decelerate delay retard",
    ),
    (
        "begin began begun start started launch boot commence initiate kick_off activate resume",
        "end ended stop stopped finish terminate halt cease conclude abort quit shutdown suspend pause",
    ),
    (
        "always constantly continuously permanently every_time invariably",
        "never seldom rarely occasionally sporadically intermittently",
    ),
    (
        "often frequent frequently",
        "rare rarely seldom infrequent infrequently",
    ),
    (
        "permanent persistent lasting",
        "temporary transient momentary short-lived ephemeral",
    ),
    (
        "day daytime daylight noon midday",
        "night nighttime overnight midnight nocturnal",
    ),
    ("morning dawn sunrise", "evening dusk sunset"),
    ("weekday workday working_day", "weekend holiday"),
    (
        "summer hot heat warm hotter warmer overheat",
        "winter cold frost cool colder cooler freeze frozen",
    ),
    ("daily", "weekly monthly yearly hourly"),
    (
        "peak peak_hour busy_hour rush_hour",
        "off_peak trough quiet_hour",
    ),
    ("future upcoming", "past former"),
    (
        "simultaneous simultaneously concurrent concurrently at_once parallel in_parallel together",
        "staggered sequential sequentially one_after_another serial consecutive one_by_one successive",
    ),
    ("synchronous", "asynchronous"),
    (
        "periodic periodical cyclic regular",
        "aperiodic one-off event-triggered irregular",
    ),
    (
        "static fixed constant",
        "dynamic adaptive variable changing",
    ),
    // on and off, in and out
    (
        "enable activate switch_on turn_on on unlock unblock unmute permit allow allowed authorise authorize grant",
        "disable deactivate switch_off turn_off off lock block mute forbid forbidden prohibit ban deny disallow bar barred revoke",
    ),
    (
        "open opened opening unlock unlocked unseal",
        "close closed closing lock locked shut seal",
    ),
    (
        "accept accepted approve admit admission succeed success successful pass confirm acknowledge welcome",
        "reject rejected refuse refusal deny denied decline fail failed failure turn_away unsuccessful dismiss",
    ),
    (
        "work works working function operate run running alive up operational",
        "break broke broken fail dead down crash crashed outage halt malfunction",
    ),
    (
        "add added addition insert append attach create include introduce put_in establish",
        "remove removed removal delete deletion drop detach erase eliminate exclude take_out purge withdraw release tear_down discard",
    ),
    (
        "install mount deploy",
        "uninstall dismount unmount dismantle decommission",
    ),
    (
        "attach connect connected join couple plug_in bind link associate",
        "detach disconnect disconnected separate decouple unplug unbind sever",
    ),
    (
        "register subscribe enrol sign_up",
        "deregister unsubscribe unregister sign_off",
    ),
    (
        "include included inclusive including",
        "exclude excluded exclusive excluding except",
    ),
    (
        "whitelist allowlist white_list",
        "blacklist blocklist black_list denylist",
    ),
    (
        "enter entry entering enter_into incoming inbound ingress inward inflow arriving arrive arrival in join",
        "leave leaving left exit exiting outgoing outbound egress outward outflow departing depart departure out quit",
    ),
    ("import ingest load_in", "export dump"),
    (
        "into inside in within internal interior indoor indoors inner",
        "out_of outside out external exterior outdoor outdoors outer",
    ),
    ("onto on", "off"),
    (
        "to toward towards into destination target destined",
        "from source origin originating out_of",
    ),
    ("forward onward ahead", "backward back reverse backwards"),
    ("advance progress proceed", "retreat regress recede"),
    ("push", "pull"),
    (
        "send sent transmit transmission transmitter transmitting emit emission tx sender upload egress deliver",
        "receive received reception receiver receiving rx recipient download",
    ),
    (
        "uplink ul upstream upload reverse_link",
        "downlink dl downstream download forward_link",
    ),
    (
        "source origin originating donor old_cell",
        "target destination recipient new_cell",
    ),
    (
        "caller calling mobile_originated originating outgoing_call",
        "callee called mobile_terminated terminating incoming_call",
    ),
    (
        "serving own home",
        "neighbour neighbouring adjacent foreign other",
    ),
    (
        "client requester consumer subscriber",
        "server responder producer provider publisher",
    ),
    (
        "master primary main active leader parent",
        "slave secondary standby backup spare passive follower child redundant",
    ),
    ("primary", "secondary"),
    ("publish produce", "subscribe consume"),
    ("read", "write wrote written"),
    ("load", "unload"),
    (
        "save saved saving store stored keep kept retain preserve conserve maintain",
        "lose lost waste discard destroy drop throw_away delete",
    ),
    ("gain win won", "lose lost"),
    ("find found discover detect", "miss lose overlook"),
    (
        "encrypt cipher ciphered lock_up",
        "decrypt decipher plaintext unencrypted",
    ),
    ("encode compress pack", "decode decompress unpack"),
    ("compress", "expand decompress"),
    (
        "merge combine join unite aggregate consolidate",
        "split divide separate partition fork",
    ),
    (
        "assemble build construct erect",
        "disassemble demolish dismantle tear_down",
    ),
    ("fold", "unfold"),
    (
        "reuse share shared common",
        "dedicate dedicated exclusive reserved own separate private",
    ),
    ("public", "private"),
    (
        "allocate assign reserve occupy",
        "deallocate unassign free release",
    ),
    ("acquire obtain get take", "release relinquish give give_up"),
    ("buy purchase", "sell sale"),
    ("borrow", "lend"),
    (
        "ask request question query",
        "answer respond response reply",
    ),
    ("attack", "defend protect"),
    ("trust", "distrust mistrust"),
    (
        "agree match equal identical same consistent uniform",
        "disagree mismatch differ different distinct inconsistent uneven",
    ),
    (
        "align synchronise synchronize in_sync",
        "misalign desynchronise out_of_sync drift",
    ),
    (
        "balance balanced even",
        "unbalance imbalance unbalanced uneven skewed",
    ),
    ("symmetric", "asymmetric"),
    (
        "centralised central centre center middle core",
        "decentralised distributed edge border periphery boundary rim",
    ),
    (
        "near close closer closest nearby adjacent local approach",
        "far farther further distant remote away recede",
    ),
    ("front", "rear back"),
    ("left leftmost", "right rightmost"),
    ("north northern northward", "south southern southward"),
    ("east eastern eastward", "west western westward"),
    ("clockwise", "counterclockwise anticlockwise"),
    (
        "horizontal horizontally azimuth",
        "vertical vertically elevation",
    ),
    (
        "ascend ascending ascent uphill",
        "descend descending descent downhill",
    ),
    ("lift hoist", "drop lower"),
    ("indoor", "outdoor"),
    ("urban city downtown", "rural countryside village"),
    ("macro", "micro pico femto small_cell"),
    ("wired cable wireline", "wireless"),
    ("hardware physical", "software virtual"),
    (
        "manual manually by_hand",
        "automatic automatically automated",
    ),
    ("online connected", "offline disconnected"),
    (
        "present existing available exist present_in list lists listed",
        "absent missing unavailable nonexistent vanish disappear gone lack lacks lacking",
    ),
    ("appear appearance emerge show_up", "disappear vanish"),
    (
        "visible show shown display",
        "invisible hide hidden conceal",
    ),
    ("known familiar", "unknown unfamiliar"),
    (
        "true right correct valid legitimate genuine proper",
        "false wrong incorrect invalid bogus fake improper erroneous",
    ),
    ("safe secure", "unsafe dangerous insecure risky"),
    (
        "clean clear pure",
        "dirty polluted contaminated noisy corrupt",
    ),
    ("dry drought", "wet rain humid flood"),
    ("bright light lit", "dark dim dimmed"),
    ("loud noisy", "quiet silent mute"),
    ("hard difficult", "easy simple soft"),
    ("simple plain simplify", "complex complicated complicate"),
    ("cheap inexpensive", "expensive costly dear"),
    (
        "single one sole alone only_one",
        "multiple several many both dual",
    ),
    (
        "all every each whole entire everything everybody everyone total including",
        "none some only part partial few single nothing nobody",
    ),
    (
        "complete completely full entire total wholly",
        "partial partially incomplete half-finished",
    ),
    ("all everyone", "except only"),
    (
        "contention_based shared_access",
        "contention_free dedicated_access",
    ),
    ("licensed", "unlicensed"),
    (
        "intra intrafrequency intra_frequency intracell",
        "inter interfrequency inter_frequency intercell",
    ),
    ("synchronised", "unsynchronised"),
    ("absolute", "relative"),
    ("persistent", "volatile"),
    ("strict", "lax"),
    ("tolerate tolerant", "intolerant"),
    ("attract draw_in", "repel push_away"),
    (
        "encourage promote favour favor prefer prioritise prioritize bias_toward",
        "discourage penalise penalize deter disfavour avoid deprioritise deprioritize",
    ),
    (
        "stick sticky cling stay remain hold_on keep linger",
        "leave move_away let_go depart bounce",
    ),
    (
        "stay stays remain remains",
        "change changes changed move leave leaves",
    ),
    (
        "calm stabilise stabilize stable steady settle",
        "liven destabilise unstable fluctuate flap bounce oscillate erratic",
    ),
    (
        "resolve solve fix repair cure remedy clear",
        "cause provoke trigger break raise_alarm aggravate introduce",
    ),
    (
        "prevent avoid avert stop suppress inhibit",
        "cause force provoke trigger induce allow enforce",
    ),
    (
        "protect guard shield spare",
        "expose sacrifice harm disturb",
    ),
    ("lead leads leading", "lag lags lagging trail follow"),
    ("pre preset", "post"),
    ("push_up", "push_down"),
    ("charge recharge", "discharge deplete"),
    (
        "sleep asleep dormant hibernate idle",
        "wake awake woken wake_up active connected",
    ),
    ("idle", "connected connected_mode"),
    ("silent inactive", "active talkative"),
    ("succeed", "fail"),
    (
        "setup set_up establish establishment",
        "release teardown tear_down clear_down",
    ),
    ("escalate", "deescalate"),
    (
        "restore recover undo revert reinstate",
        "delete erase wipe lose destroy apply",
    ),
    ("commit", "rollback abort revert"),
    ("backup archive", "restore"),
    ("staging test lab trial", "production live commercial"),
    (
        "planned scheduled expected",
        "unplanned unexpected sudden surprise",
    ),
    (
        "voluntary optional",
        "mandatory compulsory obligatory required",
    ),
    ("mandatory must required need", "optional may"),
    ("strongest", "weakest"),
    ("heavy heavier", "light lighter"),
    ("even", "odd"),
    ("numerator", "denominator"),
    ("input", "output"),
    ("cause reason", "effect consequence result"),
    ("question", "answer"),
    ("supply supplier", "demand"),
    ("credit", "debit"),
    ("hire", "fire dismiss"),
    ("male", "female"),
    ("day_shift early_shift", "night_shift late_shift"),
];
