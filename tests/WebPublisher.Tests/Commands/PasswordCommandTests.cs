using WebPublisher.Commands;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Send;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class PasswordCommandTests
{
    [Fact]
    public async Task A_line_is_one_that_a_password_file_takes()
    {
        var line = PasswordCommand.Line("alice", "geheim: $ß");

        var file = PasswordFile.Parse("users", [line]);
        Assert.Equal(PasswordVerdict.Accepted, await file.VerifyAsync("alice", "geheim: $ß", CancellationToken.None));
        Assert.Equal(PasswordVerdict.Refused, await file.VerifyAsync("alice", "geheim", CancellationToken.None));
        Assert.DoesNotContain("geheim", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_comes_by_standard_input_and_the_line_goes_to_standard_output()
    {
        var run = await ProcessRun.WithInputAsync("alice\n", "password", "bob");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("bob:pbkdf2-sha512$210000$", run.Output, StringComparison.Ordinal);
        Assert.Equal(PasswordVerdict.Accepted, await PasswordFile.Parse("users", [run.Output.Trim()]).VerifyAsync("bob", "alice", CancellationToken.None));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("#a")]
    [InlineData(" a")]
    public async Task A_name_that_a_password_file_cannot_hold_is_refused_before_a_password_is_asked_for(string user)
    {
        var run = await CommandRun.OfAsync("password", user);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("is no user name for a password file", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_password_that_nobody_could_log_on_with_is_refused(string? password) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandFailure>(() => PasswordCommand.Line("alice", password)).ExitCode);
}
