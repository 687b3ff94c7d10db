using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Bridging;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndBreakerTests
{
    private static readonly TimeSpan s_openFor = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly FrontEndBreaker _breaker;
    private int _tried;

    public FrontEndBreakerTests() => _breaker = new FrontEndBreaker(
        new FrontEndChannel("owa-farm", BridgingMode.Https, CertificateCase.Policy, TimeSpan.FromSeconds(5), 3, s_openFor), _time);

    [Fact]
    public async Task It_opens_after_so_many_failures_in_a_row_and_tries_no_more()
    {
        for (var i = 0; i < 3; i++)
        {
            var failure = await FailAsync();
            Assert.True(failure.Tried);
            Assert.Equal(i == 2, failure.CircuitOpen);
        }

        var refused = await FailAsync();
        Assert.False(refused.Tried);
        Assert.True(refused.CircuitOpen);
        Assert.Equal(3, _tried);
    }

    [Fact]
    public async Task It_tells_why_it_keeps_requests_away_and_for_no_longer_than_it_does()
    {
        Assert.Null(_breaker.Problem);
        await OpenAsync();
        Assert.StartsWith("its circuit is open: ", _breaker.Problem, StringComparison.Ordinal);

        // Polly's circuit is open until somebody tries.
        _time.Advance(s_openFor);
        Assert.Null(_breaker.Problem);
    }

    [Fact]
    public async Task A_success_begins_the_count_anew_however_many_there_were_before()
    {
        for (var i = 0; i < 20; i++)
        {
            await SucceedAsync();
        }

        await FailAsync();
        await FailAsync();
        await SucceedAsync();
        await FailAsync();
        await FailAsync();
        Assert.True((await FailAsync()).CircuitOpen);
    }

    [Fact]
    public async Task After_its_time_it_lets_one_attempt_through_and_closes_when_that_succeeds()
    {
        await OpenAsync();
        _time.Advance(s_openFor);
        await SucceedAsync();
        Assert.False((await FailAsync()).CircuitOpen);
        Assert.False((await FailAsync()).CircuitOpen);
        Assert.True((await FailAsync()).CircuitOpen);
    }

    [Fact]
    public async Task It_opens_again_when_the_trial_fails()
    {
        await OpenAsync();
        _time.Advance(s_openFor);
        var trial = await FailAsync();
        Assert.True(trial.Tried);
        Assert.True(trial.CircuitOpen);
        Assert.False((await FailAsync()).Tried);
    }

    [Fact]
    public async Task While_it_is_open_the_answer_is_the_failure_that_opened_it()
    {
        var refusal = new PeerCertificateRefusal(PeerCertificateFailure.Expired, "was valid until yesterday");
        for (var i = 0; i < 4; i++)
        {
            var failure = await FailAsync(new FrontEndConnectionException(FrontEndConnectionFailure.CertificateRefused, "fe:443", refusal.ToString()) { Certificate = refusal });
            Assert.Equal(FrontEndConnectionFailure.CertificateRefused, failure.Failure);
            Assert.Equal(refusal, failure.Certificate);
        }

        Assert.Equal(3, _tried);
    }

    [Fact]
    public async Task A_connection_that_takes_too_long_is_given_up()
    {
        var connecting = _breaker.ConnectAsync("fe:443", static async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return Stream.Null;
        }, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));
        var failure = await Assert.ThrowsAsync<FrontEndConnectionException>(() => connecting);
        Assert.Equal(FrontEndConnectionFailure.TimedOut, failure.Failure);
        Assert.Contains("within 5 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_nobody_waits_for_any_more_does_not_count()
    {
        await FailAsync();
        await FailAsync();
        for (var i = 0; i < 5; i++)
        {
            using var abandoned = new CancellationTokenSource();
            await abandoned.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                _breaker.ConnectAsync("fe:443", static token => ValueTask.FromCanceled<Stream>(token), abandoned.Token).AsTask());
        }

        Assert.True((await FailAsync()).CircuitOpen);
    }

    private async Task OpenAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await FailAsync();
        }
    }

    private async Task SucceedAsync() =>
        Assert.Same(Stream.Null, await _breaker.ConnectAsync("fe:443", static _ => ValueTask.FromResult(Stream.Null), CancellationToken.None));

    private Task<FrontEndConnectionException> FailAsync(FrontEndConnectionException? with = null) => Assert.ThrowsAsync<FrontEndConnectionException>(() =>
        _breaker.ConnectAsync(
            "fe:443",
            _ =>
            {
                _tried++;
                return ValueTask.FromException<Stream>(with ?? new FrontEndConnectionException(FrontEndConnectionFailure.Unreachable, "fe:443", "refused"));
            },
            CancellationToken.None).AsTask());
}
