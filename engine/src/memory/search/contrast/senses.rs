//! Words that tell in which world a text is at home.

/// A world and the words that belong to it alone; `_` for a space.
pub const WORLDS: &[(&str, &str)] = &[
    (
        "radio",
        "handover rsrp rsrq sinr antenna uplink downlink lte nr 5g 4g gsm umts enodeb gnodeb neighbour beam downtilt spectrum interference prach preamble paging bearer ue handset carrier mhz dbm throughput coverage rrc base_station radio rlf drop_rate measurement_report cell_edge mimo modulation repeater feeder bts nodeb rnc call_drop attach_reject backhaul cluster layer qos drive_test macro",
    ),
    (
        "software",
        "database table sql schema software script server api json file folder code compiler process thread daemon query cache repository container commit deploy python library class variable parser disk filesystem cpu ram operating_system linux windows signature_algorithm encryption traversal array browser http importer",
    ),
    (
        "structure",
        "tower mast concrete steel bolt foundation leg wind weld corrosion guy crane ladder paint roof mechanical wall door cabinet_door keyboard window_frame lock hinge bracket scaffold beam_steel carpenter",
    ),
    (
        "electricity",
        "battery accumulator rectifier mains voltage ampere fuse breaker generator diesel solar earthing grounding inverter charger socket_outlet electricity heater transformer",
    ),
    (
        "people",
        "staff crew shift engineer employee manager meeting colleague visitor badge contractor hire training holiday salary team on-call hr briefing sign_in guard",
    ),
    (
        "trade",
        "sales shop customer_order invoice price contract budget market economy bank share stock purchase marketing retail revenue tariff_sale currency insurance accountant",
    ),
    (
        "biology",
        "blood tissue organism plant animal virus bacteria patient doctor hospital_bed surgery gene protein membrane medicine biological",
    ),
    (
        "prison",
        "prison prisoner inmate jail police court judge lawsuit",
    ),
    (
        "sport",
        "football match_ball player goal league coach home_team fan_club tennis race referee basketball",
    ),
    (
        "traffic",
        "road street harbour ship railway rail train airport flight truck lane parking motorway bridge vehicle passenger luggage canal",
    ),
    (
        "water",
        "river drainage pipe sewer pump valve flood water tap reservoir irrigation sea",
    ),
    (
        "media",
        "video audio film picture camera television tv_show music song newspaper magazine photo movie subtitle loudspeaker",
    ),
    (
        "kitchen",
        "cake bread cook recipe oven salad dinner restaurant coffee pizza menu_food",
    ),
    (
        "mathematics",
        "theorem proof matrix polynomial integral algebra equation vector_space regression histogram",
    ),
    (
        "nature",
        "forest tree_trunk leaf bird weather storm lightning snow mountain garden",
    ),
    (
        "data-link",
        "ethernet switch router vlan cable_plug patch_panel lan optical_module sfp",
    ),
];
