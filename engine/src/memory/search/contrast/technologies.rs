//! Things of which a text is about one and not its sister.

/// Families: what the members are, and their names, members parted by commas, `_` for a space, each
/// in any form. Members exclude each other where one stands in place of another.
pub const FAMILIES: &[(&str, &str)] = &[
    (
        "generation",
        "gsm 2g geran bts bsc gprs ms_gsm a_interface abis edge_network, umts 3g utra utran wcdma rnc hspa hsdpa hsupa iub iur nodeb node_b psc scrambling_code hnb, lte 4g eutra eutran e_utra e_utran enb enodeb e_nodeb mme epc eps s1 s1ap x2 x2ap volte sgw pgw hss pcrf erab e_rab qci lte_a, nr 5g gnb gnodeb g_nodeb amf smf upf 5gc 5gs ngap ng_ran ng_interface xn xnap vonr 5qi s_nssai nssai ausf udm nssf new_radio 5g_core bwp coreset, wifi wi_fi wlan 802_11 vowifi, bluetooth ble, lora lorawan, 6g",
    ),
    (
        "interface",
        "x2 x2ap, xn xnap, s1 s1ap s1_mme, ng n2 ngap, f1 f1ap, e1 e1ap, n3, n4 pfcp, n6, iub, iur, iu, uu, o1, a1, e2, s5, s6a, s11, sgi, ecpri cpri fronthaul",
    ),
    (
        "core",
        "mme, amf, smf, upf, sgw, pgw, hss, udm, udr, ausf, pcf, pcrf, nrf, nssf, msc, sgsn, ggsn, hlr, cscf, ims",
    ),
    (
        "node",
        "enodeb enb e_nodeb, gnodeb gnb g_nodeb, en_gnodeb en_gnb, ng_enodeb ng_enb, nodeb node_b, bts, rnc, bsc, hnb femtocell femto home_enodeb",
    ),
    (
        "unit",
        "cu central_unit centralised_unit, du distributed_unit, ru radio_unit rru",
    ),
    (
        "voice",
        "volte, vonr, vowifi wifi_calling, csfb cs_fallback circuit_switched_fallback, eps_fallback epsfb, srvcc, pstn landline",
    ),
    (
        "duplex",
        "tdd time_division time_division_duplex, fdd frequency_division frequency_division_duplex",
    ),
    (
        "mode",
        "sa standalone stand_alone, nsa non_standalone non_stand_alone",
    ),
    (
        "connectivity",
        "endc en_dc, nedc ne_dc, nrdc nr_dc, ngendc ngen_dc, carrier_aggregation",
    ),
    (
        "range",
        "fr1 sub_6 sub6, fr2 mmwave millimetre_wave millimeter_wave millimetre_waves",
    ),
    (
        "devices",
        "lte_m ltem cat_m1 cat_m emtc, nb_iot nbiot cat_nb1 cat_nb narrowband_iot, redcap reduced_capability, embb, urllc, mmtc",
    ),
    (
        "channel",
        "pucch, pusch, pdcch, pdsch, prach, pbch, phich, pcfich",
    ),
    (
        "signal",
        "ssb synchronisation_signal_block sync_burst, csi_rs, srs sounding, dmrs, crs cell_reference_signal, ptrs, prs",
    ),
    ("figure", "rsrp, rsrq, sinr, rssi, cqi, bler, rscp, ecno"),
    ("layer", "rlc, pdcp, mac, rrc, nas, sdap, phy, rohc"),
    ("bearer", "srb signalling_bearer, drb data_bearer"),
    (
        "rlc",
        "acknowledged_mode rlc_am, unacknowledged_mode rlc_um, transparent_mode rlc_tm",
    ),
    (
        "self-organisation",
        "mro, mlb, anr, cco, ccc, rach_optimisation",
    ),
    ("modulation", "qpsk, 16qam, 64qam, 256qam, 1024qam, bpsk"),
    ("waveform", "ofdm cp_ofdm, dft_s_ofdm sc_fdma"),
    ("cast", "unicast, multicast, broadcast embms mbms, anycast"),
    ("navigation", "gps, galileo, glonass, beidou"),
    (
        "time",
        "ptp 1588 ieee_1588, synce synchronous_ethernet, ntp, gnss gps, tdm",
    ),
    (
        "medium",
        "fibre fiber optical, microwave radio_relay, satellite vsat, copper dsl, ethernet",
    ),
    ("internet", "ipv4 32_bit_ip, ipv6 128_bit_ip"),
    (
        "transport",
        "tcp, udp datagram, sctp, tls ssl, dtls, quic, ipsec, gre, gtp gtp_u",
    ),
    ("routing", "bgp, ospf, is_is, mpls, rip, static_route, vrrp"),
    ("link", "vlan, vxlan, qinq, lag lacp"),
    (
        "application",
        "http, https, http2, ftp, sftp, scp, ssh, telnet, smtp, imap, mqtt, coap, amqp, sip, rtp, dns, dhcp, snmp, netconf, restconf, grpc, graphql, websocket, syslog, radius, diameter, ldap, kerberos, oauth, saml, tacacs",
    ),
    (
        "database",
        "postgresql postgres, mysql mariadb, sqlite, oracle, mongodb mongo, redis, elasticsearch opensearch, cassandra, clickhouse, influxdb, timescaledb, mssql sql_server, duckdb, neo4j, hbase, snowflake, bigquery, dynamodb, indexeddb, prometheus",
    ),
    ("broker", "kafka, rabbitmq, nats, pulsar, activemq, zeromq"),
    (
        "system",
        "linux ubuntu debian red_hat rhel, windows, macos os_x, android, ios iphone, solaris, freebsd",
    ),
    (
        "container",
        "kubernetes k8s, docker, podman, openshift, openstack, vmware, nomad, helm",
    ),
    ("cloud", "aws amazon, azure, gcp google_cloud"),
    (
        "language",
        "python, java, javascript, typescript, rust, golang, perl, ruby, c_plus_plus cpp, matlab, bash shell_script, php, scala, kotlin, sql, excel spreadsheet, powershell",
    ),
    (
        "format",
        "json, xml, csv, yaml, asn_1 asn1, protobuf, parquet, avro, toml, pdf, html, xlsx, cbor",
    ),
    ("compression", "gzip gz, zstd, brotli, lz4, zip, bzip2, tar"),
    (
        "cipher",
        "aes, snow3g snow_3g, zuc, null_encryption eea0 nea0, des, rsa, ecdsa, ed25519, chacha20",
    ),
    ("hash", "md5, sha1 sha_1, sha256 sha_256, sha512, blake3"),
    ("versioning", "git, svn subversion, mercurial"),
    ("browser", "chrome chromium, firefox, safari webkit"),
    (
        "processor",
        "cpu processor, gpu graphics_card, fpga, asic, tpu",
    ),
    (
        "memory",
        "ram memory, ssd, hdd hard_disk, tape, flash, nvme",
    ),
    (
        "plane",
        "control_plane signalling_plane, user_plane data_plane, management_plane",
    ),
    (
        "identity",
        "imsi supi, imei pei, tmsi guti s_tmsi, msisdn, rnti c_rnti, pci physical_cell_identity, cgi ecgi ncgi global_identity, tac tracking_area_code, plmn",
    ),
    ("dualmode", "n78, n41, n28, n1, n3_band, n258, n77, n71"),
    (
        "power",
        "diesel generator, solar photovoltaic, battery accumulator, mains grid, fuel_cell",
    ),
];
