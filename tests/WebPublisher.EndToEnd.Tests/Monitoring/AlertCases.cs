using System.Globalization;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Monitoring;

/// <summary>What each alert is tried with: a server that is well for two hours, and one trouble at a time.</summary>
internal static class AlertCases
{
    private static readonly Dictionary<string, string> s_well = new(StringComparer.Ordinal)
    {
        ["up"] = "1x120",
        ["webpublisher_ready"] = "1x120",
        ["webpublisher_draining"] = "0x120",
        ["process_uptime_seconds"] = "3600+60x120",
        ["dotnet_process_memory_working_set_bytes"] = "300000000x120",
        ["webpublisher_log_lost_total"] = "3x120",
        ["webpublisher_smtp_sessions_total{end=\"Quit\"}"] = "0+60x120",
        ["webpublisher_tls_handshake_failures_total{reason=\"not_tls\"}"] = "0+6x120",
        ["webpublisher_policy_reload_failed"] = "0x120",
        ["webpublisher_certificate_expiry_seconds{certificate=\"mail\"}"] = "5184000x120",
        ["webpublisher_front_end_healthy{farm=\"webmail\",server_address=\"10.0.0.2\"}"] = "1x120",
        ["webpublisher_front_end_circuit_open{farm=\"webmail\",server_address=\"10.0.0.2\"}"] = "0x120",
        ["webpublisher_requests_total{http_response_status_code=\"200\"}"] = "0+600x120",
        ["http_client_request_duration_seconds_bucket{farm=\"webmail\",le=\"0.1\"}"] = "0+500x120",
        ["http_client_request_duration_seconds_bucket{farm=\"webmail\",le=\"300\"}"] = "0+600x120",
        ["http_client_request_duration_seconds_bucket{farm=\"webmail\",le=\"+Inf\"}"] = "0+600x120",
        ["webpublisher_denials_total{reason=\"NotPublished\"}"] = "0+6x120",
        ["webpublisher_smtp_replies_total{code=\"550\"}"] = "0+6x120",
        ["webpublisher_firewall_requests_total{verdict=\"Passed\"}"] = "0+600x120",
        ["webpublisher_firewall_requests_total{verdict=\"Detected\"}"] = "0+1x120",
        ["webpublisher_logons_total{outcome=\"succeeded\"}"] = "0+6x120",
        ["webpublisher_smtp_server_available{connector=\"hub\"}"] = "1x120",
        ["webpublisher_smtp_antivirus_missing"] = "0x120",
        ["webpublisher_smtp_messages_total{answer=\"2yz\"}"] = "0+60x120",
        ["webpublisher_hold_messages"] = "10x120",
        ["webpublisher_hold_messages_limit"] = "10000x120",
        ["webpublisher_hold_size_bytes"] = "1000x120",
        ["webpublisher_hold_size_limit_bytes"] = "2147483648x120",
        ["webpublisher_state_shared_connected"] = "1x120",
        ["webpublisher_state_shared_pending_age_seconds"] = "0x120",
        ["webpublisher_ipsec_connection_up{connection=\"owafe01\"}"] = "1x120",
        ["webpublisher_ipsec_unknown"] = "0x120",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AlertCase> All { get; } =
    [
        new("a server is well", new Dictionary<string, string>()),
        new("a server is drained", new Dictionary<string, string> { ["webpublisher_ready"] = "0x120", ["webpublisher_draining"] = "1x120" }),
        new("refusals are many, as they have been all the hour", new Dictionary<string, string> { ["webpublisher_denials_total{reason=\"NotPublished\"}"] = "0+120x120" }),
        new(
            "a farm has long polls",
            new Dictionary<string, string>
            {
                ["http_client_request_duration_seconds_bucket{farm=\"phones\",le=\"0.1\"}"] = "0+40x120",
                ["http_client_request_duration_seconds_bucket{farm=\"phones\",le=\"300\"}"] = "0+60x120",
                ["http_client_request_duration_seconds_bucket{farm=\"phones\",le=\"+Inf\"}"] = "0+70x120",
            }),
        new("it cannot be scraped", new Dictionary<string, string> { ["up"] = "1x50 0x70" }, "WebPublisherDown"),
        new("it is not ready", new Dictionary<string, string> { ["webpublisher_ready"] = "1x50 0x70" }, "WebPublisherNotReady"),
        new("it starts again and again", new Dictionary<string, string> { ["process_uptime_seconds"] = "0+60x49 0+60x2 0+60x2 0+60x2 0+60x60" }, "WebPublisherRestarts"),
        new("it holds three gigabytes", new Dictionary<string, string> { ["dotnet_process_memory_working_set_bytes"] = "3000000000x120" }, "WebPublisherMemory"),
        new("lines are lost", new Dictionary<string, string> { ["webpublisher_log_lost_total"] = "3x55 9x65" }, "WebPublisherLogLost"),
        new(
            "the first evidence of a refusal is lost, and its counter appears",
            new Dictionary<string, string>
            {
                ["webpublisher_refusal_log_lost_total{reason=\"queue_full\"}"] = "_x55 2x65",
            }, "WebPublisherLogLost"),
        new("a session fails", new Dictionary<string, string> { ["webpublisher_smtp_sessions_total{end=\"Fault\"}"] = "0x55 1x65" }, "WebPublisherFaults"),
        new("a reload fails", new Dictionary<string, string> { ["webpublisher_policy_reload_failed"] = "0x50 1x70" }, "WebPublisherReloadFailed"),
        new(
            "a certificate has fifteen days",
            new Dictionary<string, string>
            {
                ["webpublisher_certificate_expiry_seconds{certificate=\"mail\"}"] = "1296000x120",
            }, "WebPublisherCertificateExpires"),
        new(
            "a certificate has five days",
            new Dictionary<string, string>
            {
                ["webpublisher_certificate_expiry_seconds{certificate=\"mail\"}"] = "432000x120",
            }, "WebPublisherCertificateExpires", "WebPublisherCertificateExpiresNow"),
        new(
            "the only front end falls",
            new Dictionary<string, string>
            {
                ["webpublisher_front_end_healthy{farm=\"webmail\",server_address=\"10.0.0.2\"}"] = "1x57 0x63",
            }, "WebPublisherNoHealthyFrontEnd"),
        new(
            "one of two front ends falls",
            new Dictionary<string, string>
            {
                ["webpublisher_front_end_healthy{farm=\"webmail\",server_address=\"10.0.0.3\"}"] = "1x50 0x70",
            }, "WebPublisherFrontEndUnhealthy"),
        new(
            "a circuit stays open",
            new Dictionary<string, string>
            {
                ["webpublisher_front_end_circuit_open{farm=\"webmail\",server_address=\"10.0.0.2\"}"] = "0x50 1x70",
            }, "WebPublisherFrontEndCircuitOpen"),
        new(
            "one request in seven fails",
            new Dictionary<string, string>
            {
                ["webpublisher_requests_total{http_response_status_code=\"502\"}"] = "0+100x120",
            }, "WebPublisherRequestsFail"),
        new(
            "most answers take minutes",
            new Dictionary<string, string>
            {
                ["http_client_request_duration_seconds_bucket{farm=\"webmail\",le=\"0.1\"}"] = "0+100x120",
            }, "WebPublisherFrontEndSlow"),
        new(
            "somebody looks for holes",
            new Dictionary<string, string>
            {
                ["webpublisher_denials_total{reason=\"NotPublished\"}"] = "0+6x54 330+1200x66",
            }, "WebPublisherRefusalsSpike"),
        new(
            "somebody tries recipients",
            new Dictionary<string, string>
            {
                ["webpublisher_smtp_replies_total{code=\"550\"}"] = "0+6x54 330+1200x66",
            }, "WebPublisherRefusalsSpike"),
        new(
            "rules of the firewall match",
            new Dictionary<string, string>
            {
                ["webpublisher_firewall_requests_total{verdict=\"Detected\"}"] = "0+1x54 55+120x66",
            }, "WebPublisherFirewallSpike"),
        new("somebody tries passwords at a site", new Dictionary<string, string> { ["webpublisher_logons_total{outcome=\"failed\"}"] = "0+60x120" }, "WebPublisherLogonAttack"),
        new(
            "somebody tries passwords at a connector",
            new Dictionary<string, string>
            {
                ["webpublisher_smtp_sessions_total{end=\"LogonFailures\"}"] = "0+60x120",
            }, "WebPublisherLogonAttack"),
        new(
            "the inner mail server is gone",
            new Dictionary<string, string>
            {
                ["webpublisher_smtp_server_available{connector=\"hub\"}"] = "1x50 0x70",
            }, "WebPublisherNoInnerMailServer"),
        new("the virus scanner is gone", new Dictionary<string, string> { ["webpublisher_smtp_antivirus_missing"] = "0x50 1x70" }, "WebPublisherScannerDown"),
        new("half of the mail is deferred", new Dictionary<string, string> { ["webpublisher_smtp_messages_total{answer=\"4yz\"}"] = "0+60x120" }, "WebPublisherMailDeferred"),
        new("many messages are held", new Dictionary<string, string> { ["webpublisher_hold_messages"] = "9000x120" }, "WebPublisherHeldMailNearLimit"),
        new("large messages are held", new Dictionary<string, string> { ["webpublisher_hold_size_bytes"] = "2000000000x120" }, "WebPublisherHeldMailNearLimit"),
        new("the database is gone", new Dictionary<string, string> { ["webpublisher_state_shared_connected"] = "1x50 0x70" }, "WebPublisherStateUnreachable"),
        new("changes wait longer and longer", new Dictionary<string, string> { ["webpublisher_state_shared_pending_age_seconds"] = "0+10x120" }, "WebPublisherStatePendingGrows"),
        new("an IPsec connection falls", new Dictionary<string, string> { ["webpublisher_ipsec_connection_up{connection=\"owafe01\"}"] = "1x50 0x70" }, "WebPublisherIpsecDown"),
        new("strongSwan cannot be asked", new Dictionary<string, string> { ["webpublisher_ipsec_unknown"] = "0x40 1x80" }, "WebPublisherIpsecUnknown"),
    ];

    /// <summary>A file for <c>promtool test rules</c>.</summary>
    /// <param name="rules">The directory with the rules.</param>
    public static string ToPromtool(string rules)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rule_files: ['{rules}/*.yml']\nevaluation_interval: 1m\ntests:\n");
        foreach (var one in All)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: {one.Name}\n    interval: 1m\n    input_series:\n");
            foreach (var (series, values) in s_well.Where(well => !one.Series.ContainsKey(well.Key)).Concat(one.Series))
            {
                text.Append(CultureInfo.InvariantCulture, $"      - {{ series: '{OfServer(series)}', values: '{values}' }}\n");
            }

            text.Append("    promql_expr_test:\n      - expr: count by (alertname) (ALERTS{alertstate=\"firing\"})\n        eval_time: 1h\n        exp_samples:");
            text.Append(one.Fires.Length == 0 ? " []\n" : "\n");
            foreach (var alert in one.Fires)
            {
                text.Append(CultureInfo.InvariantCulture, $"          - {{ labels: '{{alertname=\"{alert}\"}}', value: 1 }}\n");
            }
        }

        return text.ToString();
    }

    private static string OfServer(string series)
    {
        const string Server = "job=\"webpublisher\",instance=\"edge\"";
        var brace = series.IndexOf('{', StringComparison.Ordinal);
        return brace < 0 ? $"{series}{{{Server}}}" : $"{series[..brace]}{{{Server},{series[(brace + 1)..]}";
    }
}
