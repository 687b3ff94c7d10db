using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.State;

namespace WebPublisher.Commands.Running;

/// <summary>Follows the decisions of running servers, also when one restarts.</summary>
/// <param name="display">Where decisions go.</param>
/// <param name="error">Where it is told that a server is gone, is back, or was faster than this reader.</param>
/// <param name="filter">Which are wanted.</param>
/// <param name="all">Whether also those that let through.</param>
/// <param name="json">Whether each is a line of JSON.</param>
/// <param name="time">The clock that a lost server is waited for by.</param>
internal sealed class DecisionTail(Display display, TextWriter error, DecisionFilter filter, bool all, bool json, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Follows one until it is cancelled.</summary>
    /// <exception cref="ControlException">It refuses to tell.</exception>
    public async Task FollowAsync(ControlClient server, CancellationToken cancellation)
    {
        var gone = false;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var events = await server.OpenAsync($"/api/events?decisions={(all ? "all" : "refused")}", cancellation);
                if (gone)
                {
                    await TellAsync($"the server {server.Name} is back.");
                    gone = false;
                }

                await foreach (var item in SseParser.Create(events).EnumerateAsync(cancellation))
                {
                    await ShowAsync(item);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is IOException or ControlException { Status: null })
            {
                // Told below, as an end without an error is: the server has stopped, or is being started again.
            }

            if (!gone)
            {
                await TellAsync($"the server {server.Name} is gone; waiting for it to come back.");
                gone = true;
            }

            await Task.Delay(s_pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    private async Task ShowAsync(SseItem<string> item)
    {
        if (item.EventType == "lost")
        {
            await TellAsync($"{TextTable.Plain(item.Data)} events are lost: this reader is too slow.");
        }
        else if (item.EventType == "decision" && JsonSerializer.Deserialize(item.Data, AdministrationJson.Default.Decision) is { } decision && filter.Wants(decision))
        {
            await _writing.WaitAsync();
            await display.WriteAsync(Text(decision));
            _writing.Release();
        }
    }

    private string Text(Decision decision)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        if (json)
        {
            JsonOutput.WriteLine(text, decision);
        }
        else
        {
            var by = decision.By is { } name ? $"by {name}" : "by nobody";
            var why = decision.Reason is { } reason ? $": {reason}" : "";
            text.WriteLine(TextTable.Plain($"{decision.Time:u}  {decision.Outcome,-7}  {decision.Client,-15}  {decision.What}  {by}{why}  {decision.Answer}  {decision.Reference}"));
        }

        return text.ToString();
    }

    private async Task TellAsync(string sentence)
    {
        await _writing.WaitAsync();
        await error.WriteLineAsync($"webpublisher: {sentence}");
        await error.FlushAsync();
        _writing.Release();
    }
}
