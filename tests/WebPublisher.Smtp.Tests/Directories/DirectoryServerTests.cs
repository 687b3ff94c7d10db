using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Directories;

namespace WebPublisher.Smtp.Tests.Directories;

public sealed class DirectoryServerTests
{
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly RecordingLogger _log = new();

    [Theory]
    [InlineData("48 54 54 50 2F 31 2E 31", "no LDAP")]
    [InlineData("30 80 02 01 01", "no LDAP")]
    [InlineData("30 84 7F FF FF FF", "too much")]
    [InlineData("30 85 01 01 01 01 01", "no LDAP")]
    [InlineData("30 03 02 01 01", "no LDAP")]
    [InlineData("30 0C 02 01 01 61 07 0A 01 00 04 00 04 00", "operation 1")]
    [InlineData("30 0C 02 01 07 65 07 0A 01 00 04 00 04 00", "unasked")]
    [InlineData("30 0C 02 01 01 65 07 0A 01 33 04 00 04 00", "result 51")]
    [InlineData("30 05 02 01 01 65 00", "no LDAP")]
    public async Task What_is_no_answer_is_a_failure(string octets, string reason)
    {
        using var fake = Saying(octets);
        var failure = await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(Open(fake)));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30 0C 02 01 01 65 07 0A 01 00 04 00 04 00", false)]
    [InlineData("30 0B 02 01 01 64 06 04 02 78 3D 30 00 30 0C 02 01 01 65 07 0A 01 00 04 00 04 00", true)]
    [InlineData("30 81 0B 02 01 01 64 06 04 02 78 3D 30 00 30 0C 02 01 01 65 07 0A 01 04 04 00 04 00", true)]
    [InlineData("30 07 02 01 01 73 02 04 00 30 0C 02 01 01 65 07 0A 01 00 04 00 04 00", false)]
    public async Task An_entry_means_that_the_address_exists(string octets, bool exists)
    {
        using var fake = Saying(octets);
        Assert.Equal(exists, await AskAsync(Open(fake)));
    }

    [Fact]
    public async Task A_server_that_says_nothing_costs_the_time_of_a_question()
    {
        // What waits for nothing that is held is collected, and its connection closed with it.
        var end = new TaskCompletionSource();
        using var fake = new FakeDirectoryServer(_ => end.Task);
        var begun = _time.GetUtcNow();
        var asked = AskAsync(Open(fake));
        await _time.AdvanceUntilAsync(asked.ContinueWith(_ => { }), TimeSpan.FromMilliseconds(100));
        Assert.Contains("no answer within 5 s", (await Assert.ThrowsAsync<DirectoryException>(() => asked)).Message, StringComparison.Ordinal);
        Assert.True(_time.GetUtcNow() - begun >= TimeSpan.FromSeconds(5));
        end.SetResult();
    }

    [Fact]
    public async Task A_server_that_keeps_failing_rests_and_is_tried_again()
    {
        using var fake = Saying("00");
        var server = Open(fake);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(server));
        }

        var before = fake.Connections;
        Assert.True(before < 5);
        Assert.Equal(1, _log.Count(3502));
        _time.Advance(DirectoryServer.Rest + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<DirectoryException>(() => AskAsync(server));
        Assert.Equal(before + 1, fake.Connections);
    }

    [Fact]
    public async Task A_connection_without_questions_is_closed()
    {
        var closed = new TaskCompletionSource();
        using var fake = new FakeDirectoryServer(async stream =>
        {
            var buffer = new byte[1000];
            _ = await stream.ReadAsync(buffer);
            await stream.WriteAsync(Convert.FromHexString("300C02010165070A010004000400"));
            while (await stream.ReadAsync(buffer) > 0)
            {
            }

            closed.SetResult();
        });
        Assert.False(await AskAsync(Open(fake)));
        Assert.False(closed.Task.IsCompleted);
        _time.Advance(DirectoryServer.IdleLimit);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static FakeDirectoryServer Saying(string octets) => new(async stream =>
    {
        _ = await stream.ReadAsync(new byte[1000]);
        await stream.WriteAsync(Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal)));
    });

    private static Task<bool> AskAsync(DirectoryServer server) => server.ExistsAsync("ann@example.com", TimeSpan.FromSeconds(5), CancellationToken.None).AsTask();

    private DirectoryServer Open(FakeDirectoryServer fake)
    {
        var policy = new DirectoryPolicy { Servers = [fake.Server], Certificate = CertificateCase.Policy, Base = "dc=example", Filter = SlapdFixture.Filter("(mail={0})") };
        return new DirectoryServer(policy, fake.Server, _time, _log);
    }
}
