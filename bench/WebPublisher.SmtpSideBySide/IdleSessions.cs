using System.Globalization;
using WebPublisher.SmtpSideBySide.Load;
using WebPublisher.SmtpSideBySide.Peers;

namespace WebPublisher.SmtpSideBySide;

/// <summary>What sessions cost in memory that have said EHLO and wait.</summary>
internal static class IdleSessions
{
    private const int AtOnce = 50;

    public static async Task MeasureAsync(Peer peer, int count, bool tls)
    {
        // What the first sessions of a kind load and compile is not theirs.
        await OpenAsync(peer, 500, tls);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var before = peer.Process.ResidentMegabytes;
        var sessions = await OpenAsync(peer, count, tls, keep: true);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var after = peer.Process.ResidentMegabytes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{peer.Name}: {count} idle sessions {(tls ? "under TLS" : "in clear")}: {before:F0} MB before, {after:F0} MB with them, {(after - before) * 1024 / count:F1} KiB each"));
        sessions.ForEach(session => session.Dispose());
    }

    private static async Task<List<MailClient>> OpenAsync(Peer peer, int count, bool tls, bool keep = false)
    {
        var sessions = new List<MailClient>(count);
        for (var opened = 0; opened < count; opened += AtOnce)
        {
            sessions.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, count - opened)).Select(_ => MailClient.ConnectAsync(peer.Port, tls))));
        }

        if (!keep)
        {
            sessions.ForEach(session => session.Dispose());
        }

        return sessions;
    }
}
