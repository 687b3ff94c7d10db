using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;
using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class NtlmUserTests
{
    [Theory]
    [InlineData("CORP", "ann", true, @"CORP\ann")]
    [InlineData("", "ann@example.com", true, "ann@example.com")]
    [InlineData("CORP", "\u00e4nn", false, "CORP\\\u00e4nn")]
    public void The_last_message_says_who_it_is(string domain, string user, bool isUnicode, string name)
    {
        Assert.Equal(new LogonName(name), Read("NTLM", NtlmMessages.Authenticate(domain, user, isUnicode)));

        // Inside SPNEGO other bytes stand in front.
        Assert.Equal(new LogonName(name), Read("negotiate", [0x60, 0x82, 1, 2, .. NtlmMessages.Authenticate(domain, user, isUnicode)]));
    }

    [Fact]
    public void Others_say_nothing()
    {
        Assert.Null(Read("NTLM", NtlmMessages.Negotiate));
        Assert.Null(Read("NTLM", NtlmMessages.Authenticate("", "")));
        Assert.Null(Read("Basic", NtlmMessages.Authenticate("CORP", "ann")));
        Assert.Null(Read("Negotiate", [0x60, 0x82, 5, 6]));
        Assert.Null(NtlmUser.Read("NTLM !"));
        Assert.Null(NtlmUser.Read(default(StringValues)));
        Assert.Null(NtlmUser.Read($"Negotiate {new string('A', 100_000)}"));
    }

    [Theory]
    [InlineData("NTLM,")]
    [InlineData("ntlm\t ")]
    [InlineData("Nego2 ")]
    public void It_may_stand_behind_any_scheme_that_a_front_end_takes_for_it(string scheme) =>
        Assert.Equal(new LogonName("ann"), NtlmUser.Read(scheme + Convert.ToBase64String(NtlmMessages.Authenticate("", "ann"))));

    [Fact]
    public void One_that_a_lenient_server_may_read_cannot_be_told() =>
        Assert.Equal(LogonName.Unread, NtlmUser.Read($"NTLM {Convert.ToBase64String(NtlmMessages.Authenticate("", "ann"))}!"));

    [Fact]
    public void One_that_points_outside_itself_cannot_be_told()
    {
        var message = NtlmMessages.Authenticate("CORP", "ann");
        message[43] = 0x7F;
        Assert.Equal(LogonName.Unread, Read("NTLM", message));
        Assert.Equal(LogonName.Unread, Read("NTLM", NtlmMessages.Authenticate("CORP", "ann")[..40]));
    }

    [Fact]
    public void Whatever_comes_is_read_without_a_fault() => Prop.ForAll<byte[]>(bytes =>
    {
        Read("NTLM", bytes);
        Read("NTLM", [.. "NTLMSSP\0"u8, 3, 0, 0, 0, .. bytes, .. new byte[60], .. bytes]);
    }).QuickCheckThrowOnFailure();

    private static LogonName? Read(string scheme, byte[] message) => NtlmUser.Read($"{scheme} {Convert.ToBase64String(message)}");
}
