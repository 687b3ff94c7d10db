using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>An agent that gives no answer before it is told to give up.</summary>
internal sealed class SleepingAgent : SmtpAgent
{
    public override string Name => "sleeper";

    public override async ValueTask<Finding> OnEndOfDataAsync(AgentContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.Cancellation);
        return Finding.None;
    }
}
