using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Logons;

/// <summary>What is counted of guarded logons, by closed words alone.</summary>
internal static class LogonMetrics
{
    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_logons = WebInstruments.Logons.Counter(s_meter);

    private static readonly Counter<long> s_locks = WebInstruments.LogonLocks.Counter(s_meter);

    /// <summary>Counts a logon: <c>succeeded</c>, <c>failed</c>, <c>none</c> (the answer said nothing), <c>locked</c>, <c>delayed</c>.</summary>
    public static void Logon(LogonKind kind, string outcome) => s_logons.Add(1, new TagList { { "kind", Word(kind) }, { "outcome", outcome } });

    /// <summary>Counts a lock: <c>user</c>, <c>device</c>, <c>network</c>.</summary>
    public static void Locked(string kind) => s_locks.Add(1, new KeyValuePair<string, object?>("kind", kind));

    private static string Word(LogonKind kind) => kind switch
    {
        LogonKind.Form => "form",
        LogonKind.Basic => "basic",
        _ => "ntlm",
    };
}
