using System.Net;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Entries;
using WebPublisher.Administration.Model;
using WebPublisher.State.Held;

namespace WebPublisher.Commands.State;

/// <summary>A held message: an item of what <c>hold show --json</c> writes.</summary>
/// <param name="Message">What the index has of it.</param>
/// <param name="Content">What is in it; absent for one that was released, whose content is gone.</param>
internal sealed record HeldReport(HeldMessage Message, HeldContent? Content)
{
    /// <summary>Has a running server read a message.</summary>
    /// <exception cref="CommandFailure">It is not there, or its content cannot be read.</exception>
    /// <exception cref="ControlException">The server does not answer, or refuses.</exception>
    public static async Task<HeldReport> OfAsync(ControlClient server, string name, CancellationToken cancellation)
    {
        try
        {
            var detail = await server.GetAsync($"/api/held/{Uri.EscapeDataString(name)}", AdministrationJson.Default.HeldDetail, cancellation);
            var message = detail.Message.ToMessage();
            return detail.Content is not null || message.State == HeldState.Released ? new HeldReport(message, detail.Content) : throw Unreadable(message, detail.Problem);
        }
        catch (ControlException e) when (e.Status == HttpStatusCode.NotFound)
        {
            throw HeldMail.Missing(name);
        }
    }

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
            throw Unreadable(message, $"its content cannot be read: {e.Message}", e);
        }
    }

    private static CommandFailure Unreadable(HeldMessage message, string? problem, Exception? cause = null) => new($"held message {message.Id}: {problem}", cause: cause);
}
