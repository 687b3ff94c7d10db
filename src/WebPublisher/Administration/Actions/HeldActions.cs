using System.Collections.Immutable;
using WebPublisher.Administration.Model;
using WebPublisher.Smtp.Holding;
using WebPublisher.State;
using WebPublisher.State.Held;

namespace WebPublisher.Administration.Actions;

/// <summary>Decides on held messages, as commands and the administration of a running server do.</summary>
internal static class HeldActions
{
    /// <summary>Hands a message to the servers of its recipients.</summary>
    /// <param name="message">The message.</param>
    /// <param name="release">Hands it on.</param>
    /// <param name="cancellation">Breaks it off; what a server has taken by then is noted.</param>
    /// <returns>One outcome for each recipient, or one for the message.</returns>
    public static async Task<ImmutableArray<ActionOutcome>> ReleaseAsync(
        HeldMessage message, Func<HeldMessage, CancellationToken, Task<HeldMessage>> release, CancellationToken cancellation)
    {
        var subject = $"{message.Id}";
        if (message.State == HeldState.Released)
        {
            return [new ActionOutcome(subject, Done: true, $"{message.Id}: was released before")];
        }

        try
        {
            var released = await release(message, cancellation);
            return
            [
                .. released.Recipients.Select(recipient => new ActionOutcome(
                    subject, recipient.IsReleased, $"{message.Id}: <{recipient.Address}> {(recipient.IsReleased ? "released" : "not released")}: {Plain(recipient.Answer ?? "")}")),
            ];
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not StateException)
        {
            return [new ActionOutcome(subject, Done: false, $"{message.Id}: cannot be released: {e.Message}")];
        }
    }

    /// <summary>Deletes a message for good.</summary>
    public static async Task<ActionOutcome> DeleteAsync(HeldMessage message, HoldStore store)
    {
        var subject = $"{message.Id}";
        try
        {
            await DeleteAloneAsync(message, store);
            return new ActionOutcome(subject, Done: true, $"{message.Id}: deleted");
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not StateException)
        {
            return new ActionOutcome(subject, Done: false, $"{message.Id}: cannot be deleted: {e.Message}");
        }
    }

    private static async Task DeleteAloneAsync(HeldMessage message, HoldStore store)
    {
        try
        {
            // Nobody releases it meanwhile.
            await using var file = message.State == HeldState.Held ? store.OpenAlone(message) : null;
            await store.DeleteAsync(message);
        }
        catch (FileNotFoundException)
        {
            await store.DeleteAsync(message);
        }
    }

    // An inner server's answer may be meant to steer a terminal.
    private static string Plain(string answer) => answer.Any(char.IsControl) ? string.Concat(answer.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : answer;
}
