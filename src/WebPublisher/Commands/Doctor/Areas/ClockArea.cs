using System.Globalization;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>
/// Is this machine's clock right? Certificates, schedules and Kerberos go by it. Compared with the Date of the front ends' answers, which is of whole seconds, and with a time
/// server where one is named.
/// </summary>
internal sealed class ClockArea : DoctorArea
{
    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(5);

    // What Kerberos endures (RFC 4120 section 1.6) is five minutes; sign-on tokens endure less.
    private static readonly TimeSpan s_endured = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override string Name => "clock";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case)
    {
        foreach (var (farm, bridging, server) in @case.Policy.Web.Rules.Select(rule => rule.Action).OfType<PublishAction>().Where(action => action.Bridging != BridgingMode.Tunnel)
            .SelectMany(action => action.To.Servers.Select(server => (action.To, action.Bridging, server))).DistinctBy(one => one.server.Authority, StringComparer.Ordinal))
        {
            yield return (server.Authority, async cancel => [await ByFrontEndAsync(farm, bridging, server, @case.Time, cancel)]);
        }

        if (@case.TimeServer is { } name)
        {
            yield return (name, async cancel => [await ByTimeServerAsync(name, @case.Time, cancel)]);
        }
    }

    private static async Task<Finding> ByFrontEndAsync(FrontEndFarm farm, BridgingMode bridging, FrontEndServer server, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await FrontEndClock.AskAsync(farm, bridging, server, time, cancellation) is { } theirs
                ? Judge(server.Authority, theirs - time.GetUtcNow())
                : Finding.Note(server.Authority, "says no time in its answers");
        }
        catch (Exception failure) when (failure is FrontEndConnectionException or IOException)
        {
            return Finding.Note(server.Authority, $"cannot be asked for the time: {failure.Message}");
        }
    }

    private static async Task<Finding> ByTimeServerAsync(string name, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return Judge(name, await NetworkTime.OffsetAsync(name, time, cancellation));
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or InvalidDataException)
        {
            return Finding.Warning(name, $"cannot be asked for the time: {failure.Message}", "name another time server with --ntp");
        }
    }

    private static Finding Judge(string subject, TimeSpan ahead)
    {
        var (size, seen) = (ahead.Duration(), string.Create(CultureInfo.InvariantCulture, $"its clock is {ahead.Duration().TotalSeconds:0.0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} this machine's"));
        const string Advice = "have both follow a time server (systemd-timesyncd, chrony)";
        return size <= s_noticed ? Finding.Ok(subject, seen) : size <= s_endured ? Finding.Warning(subject, seen, Advice) : Finding.Problem(subject, seen, Advice);
    }
}
