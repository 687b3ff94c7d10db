using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class CertificateCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Certificates_are_written_and_kept_when_asked_for_again()
    {
        var first = await DevAsync("mail.example.com", "--front-end", "webmail.corp.internal");
        var second = await DevAsync("mail.example.com", "--front-end", "webmail.corp.internal");

        Assert.Equal(0, first.Code);
        Assert.Contains("public side: mail.example.com, localhost", first.Output, StringComparison.Ordinal);
        Assert.Contains("front end: webmail.corp.internal, localhost", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("kept", first.Output, StringComparison.Ordinal);
        Assert.Contains("kept", second.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.PathOf("public.key")));
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_in_a_sentence()
    {
        var run = await DevAsync("no name");

        Assert.Equal(1, run.Code);
        Assert.StartsWith("webpublisher: 'no name' is neither", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> DevAsync(params string[] arguments) => CommandRun.OfAsync(["certificate", "dev", .. arguments, "--out", _directory.Root]);
}
