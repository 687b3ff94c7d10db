using System.Collections.Immutable;
using WebPublisher.Administration.Access;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Access;

public sealed class OperationsSessionsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly OperationsSessions _sessions;
    private readonly OperationsToken _token;

    public OperationsSessionsTests()
    {
        _sessions = new OperationsSessions(_time);
        _token = Token();
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void One_lasts_twelve_hours()
    {
        var number = _sessions.Begin(_token);

        _time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal("admin", _sessions.Find(number)?.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_sessions.Find(number));
    }

    [Fact]
    public void There_is_room_for_so_many_and_the_oldest_goes()
    {
        var first = _sessions.Begin(_token);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = _sessions.Begin(_token);
        for (var i = 0; i < OperationsSessions.Maximum - 1; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _sessions.Begin(_token);
        }

        Assert.Null(_sessions.Find(first));
        Assert.NotNull(_sessions.Find(second));
    }

    [Fact]
    public void What_has_ended_is_not_found_and_numbers_are_never_the_same()
    {
        ImmutableArray<string> numbers = [.. Enumerable.Range(0, 100).Select(_ => _sessions.Begin(_token))];
        _sessions.End(numbers[7]);

        Assert.Null(_sessions.Find(numbers[7]));
        Assert.Null(_sessions.Find(""));
        Assert.Equal(100, numbers.Distinct(StringComparer.Ordinal).Count());
        Assert.All(numbers, number => Assert.Equal(43, number.Length));
    }

    private OperationsToken Token()
    {
        new WebPublisher.Certificates.DevelopmentCertificates(TimeProvider.System).Write(_directory.PathOf("certs"), ["edge.example.com"], ["unused.example.com"], force: false);
        File.SetUnixFileMode(_directory.Write("admin", "a-token-of-a-test-that-may-do-it-all"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var path = _directory.Write("policy.yaml", """
            version: 1
            certificates: { operations: { chain: certs/public.pem, key: certs/public.key } }
            operations: { certificate: operations, tokens: [{ name: admin, secret: { file: admin } }] }
            """);
        return Assert.Single(new PolicyLoader(TimeProvider.System).Load(path).Policy!.Operations.Tokens);
    }
}
