using System.Text.Json;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf;

/// <summary>The product before an origin for as long as a runner of somebody else's needs it, which reads what matched from a file of JSON lines.</summary>
internal static class CrsService
{
    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="product">The product's executable.</param>
    /// <param name="rules">The rules it judges by.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="file">Where a line is written for each request when it is done with: <c>client_port</c>, <c>status</c>, <c>rules</c> and <c>log</c>, the rules as text.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(string product, RuleSetPlace rules, int port, FileInfo file, CancellationToken cancellationToken)
    {
        await using var lines = new StreamWriter(file.Open(FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        await using var server = await ProductServer.StartAsync([product], rules, port, finished =>
        {
            lock (lines)
            {
                lines.WriteLine(Line(finished));
            }
        });
        await Console.Out.WriteLineAsync($"Listening on 127.0.0.1:{port}.");
        await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
    }

    private static string Line(FinishedRequest finished) => JsonSerializer.Serialize(new
    {
        client_port = finished.ClientPort,
        status = finished.Status,
        rules = finished.Rules.Select(rule => new { id = rule.Id, msg = rule.Message, data = rule.Data }),
        log = finished.Rules.Select(rule => rule.Line),
    });
}
