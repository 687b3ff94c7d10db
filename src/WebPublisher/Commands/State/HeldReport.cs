using WebPublisher.Administration.Entries;
using WebPublisher.State.Held;

namespace WebPublisher.Commands.State;

/// <summary>A held message: an item of what <c>hold show --json</c> writes.</summary>
/// <param name="Message">What the index has of it.</param>
/// <param name="Content">What is in it; absent for one that was released, whose content is gone.</param>
internal sealed record HeldReport(HeldMessage Message, HeldContent? Content)
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="CommandFailure">Its content cannot be read.</exception>
    public static async Task<HeldReport> OfAsync(HeldMail mail, HeldMessage message, CancellationToken cancellation)
    {
        if (message.State == HeldState.Released)
        {
            return new HeldReport(message, null);
        }

        try
        {
            await using var file = mail.Store.OpenRead(message);
            return new HeldReport(message, await HeldContent.ReadAsync(file, cancellation));
        }
        catch (IOException e)
        {
            throw new CommandFailure($"the content of held message {message.Id} cannot be read: {e.Message}", cause: e);
        }
    }
}
