using System.Collections.Immutable;
using WebPublisher.Administration.Model;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.State.Held;

namespace WebPublisher.Administration.Actions;

/// <summary>An action on held messages.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal abstract class HeldEndpoint(RunningServer server, ActionLog log) : ActionEndpoint<HeldChoice>(AdministrationJson.Default.HeldChoice, log)
{
    /// <inheritdoc/>
    protected sealed override async Task<ImmutableArray<ActionOutcome>> ActAsync(HeldChoice body, CancellationToken cancellation)
    {
        if (body.Messages.IsDefaultOrEmpty)
        {
            throw new ActionRefusedException("messages is empty: expected numbers or references of held messages.");
        }

        var policy = server.Policy.Current;
        var mail = policy.Mail ?? throw new ActionRefusedException("the policy receives no mail, so that none is held.");
        var index = server.States.Of(policy).Held;
        var outcomes = ImmutableArray.CreateBuilder<ActionOutcome>();
        foreach (var name in body.Messages.Distinct(StringComparer.Ordinal))
        {
            if (name is not null && await index.FindAsync(name) is { } message)
            {
                outcomes.AddRange(await ActAsync(message, policy, mail, cancellation));
            }
            else
            {
                outcomes.Add(new ActionOutcome(name ?? "", Done: false, $"no message is held as '{name}'."));
            }
        }

        return outcomes.ToImmutable();
    }

    /// <summary>Acts on one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="mail">Its mail half.</param>
    /// <param name="cancellation">The server stops.</param>
    protected abstract Task<ImmutableArray<ActionOutcome>> ActAsync(HeldMessage message, PublisherPolicy policy, MailPolicy mail, CancellationToken cancellation);
}
