using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Holding;
using WebPublisher.State;
using WebPublisher.State.Held;

namespace WebPublisher.Commands.State;

/// <summary>The held messages of a state directory, as commands work on them.</summary>
internal sealed class HeldMail : IAsyncDisposable
{
    private readonly StateStore _state;

    private HeldMail(PublisherPolicy policy, StateStore state, TimeProvider time)
    {
        _state = state;
        Policy = PolicyFile.MailOf(policy);
        Store = new HoldStore(policy.Server.StateDirectory, state.Held, Policy.Hold, time, NullLogger.Instance);
    }

    /// <summary>The processes that may decide on held messages: those with the mail half.</summary>
    public static ImmutableArray<string> Processes { get; } = ["all", "smtp"];

    /// <summary>The mail half of the policy.</summary>
    public MailPolicy Policy { get; }

    /// <summary>Where the messages are.</summary>
    public HoldStore Store { get; }

    /// <summary>What the index says of them.</summary>
    public HeldIndex Index => _state.Held;

    /// <summary>Opens them for changes.</summary>
    public static HeldMail Open(PublisherPolicy policy, TimeProvider time) => new(policy, StoredState.Open(policy, time), time);

    /// <summary>Opens them to look at.</summary>
    public static HeldMail Look(PublisherPolicy policy, TimeProvider time) => new(policy, StoredState.Copy(policy, time), time);

    /// <summary>The numbers of the messages that an operator has named, one way or the other.</summary>
    /// <exception cref="CommandFailure">One is not there.</exception>
    public static async Task<ImmutableArray<string>> NamesAsync(PublisherPolicy policy, IEnumerable<string> names, TimeProvider time)
    {
        await using var mail = Look(policy, time);
        return [.. (await mail.FindAsync(names)).Select(message => message.Id.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The messages that an operator has named.</summary>
    /// <exception cref="CommandFailure">One is not there.</exception>
    public async Task<ImmutableArray<HeldMessage>> FindAsync(IEnumerable<string> names)
    {
        var found = ImmutableArray.CreateBuilder<HeldMessage>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            found.Add(await Index.FindAsync(name) ?? throw Missing(name));
        }

        return found.ToImmutable();
    }

    /// <summary>What is said of a message that is not there.</summary>
    public static CommandFailure Missing(string name) => new($"no message is held as '{TextTable.Plain(name)}'; 'webpublisher hold list' has those that are.", ExitCode.Usage);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _state.DisposeAsync();
}
