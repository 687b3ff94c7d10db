using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Tests.Send.Connections;

public sealed class StepClockTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_that_takes_too_long_is_ended_and_the_next_has_its_whole_time(bool isTestClock)
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        using var clock = new StepClock(isTestClock ? time : TimeProvider.System);
        for (var step = 0; step < 3; step++)
        {
            var inTime = clock.Start(TimeSpan.FromSeconds(10), CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(9));
            Assert.False(inTime.IsCancellationRequested);
            clock.Stop();
        }

        if (isTestClock)
        {
            var late = clock.Start(TimeSpan.FromSeconds(10), CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(11));
            Assert.True(late.IsCancellationRequested);
            Assert.Equal("a reply took more than 10 s", clock.Failure("a reply", new OperationCanceledException())!.Message);
            clock.Stop();
        }

        Assert.False(clock.Start(TimeSpan.FromSeconds(10), CancellationToken.None).IsCancellationRequested);
    }

    [Fact]
    public async Task An_end_by_the_caller_is_no_timeout()
    {
        using var caller = new CancellationTokenSource();
        using var clock = new StepClock(TimeProvider.System);
        var step = clock.Start(TimeSpan.FromMinutes(1), caller.Token);
        await caller.CancelAsync();
        Assert.True(step.IsCancellationRequested);
        Assert.Null(clock.Failure("a reply", new OperationCanceledException()));
        clock.Stop();
        Assert.False(clock.Start(TimeSpan.FromMinutes(1), CancellationToken.None).IsCancellationRequested);
    }

    [Fact]
    public async Task A_caller_that_ends_after_a_step_ends_no_later_one()
    {
        using var caller = new CancellationTokenSource();
        using var clock = new StepClock(TimeProvider.System);
        clock.Start(TimeSpan.FromMinutes(1), caller.Token);
        clock.Stop();
        var next = clock.Start(TimeSpan.FromMinutes(1), CancellationToken.None);
        await caller.CancelAsync();
        Assert.False(next.IsCancellationRequested);
    }
}
