using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Tests.Addresses;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("user@contoso.test", "user@contoso.test")]
    [InlineData(" (a (nested) \\) comment) user@contoso.test\r\n (x)", "user@contoso.test")]
    [InlineData("A User <user@contoso.test>", "user@contoso.test")]
    [InlineData("\"User, A <x@evil.test>\" <user@contoso.test> (work)", "user@contoso.test")]
    [InlineData("<user@contoso.test>", "user@contoso.test")]
    [InlineData("User < user @ (c) contoso.test >", "user@contoso.test")]
    [InlineData("\"a \\\" b\"@contoso.test", "\"a \\\" b\"@contoso.test")]
    [InlineData("user@[IPv6:2001:db8::1]", "user@[IPv6:2001:db8::1]")]
    public void One_mailbox_is_read(string value, string expected)
    {
        Assert.True(Mailbox.TryReadOnly(value, out var address));
        Assert.Equal(expected, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@contoso.test, b@contoso.test")]
    [InlineData("A <a@contoso.test>, B <b@contoso.test>")]
    [InlineData("staff: a@contoso.test;")]
    [InlineData("a@contoso.test <b@evil.test> c@contoso.test")]
    [InlineData("<a@contoso.test> <b@evil.test>")]
    [InlineData("<<a@contoso.test>>")]
    [InlineData("A <a@contoso.test")]
    [InlineData("a@contoso.test>")]
    [InlineData("(open a@contoso.test")]
    [InlineData("\"open <a@contoso.test>")]
    [InlineData("A User")]
    [InlineData("<>")]
    [InlineData("A User a@contoso.test")]
    [InlineData("User <a b@contoso.test>")]
    [InlineData("a(x)b@contoso.test")]
    public void Anything_else_is_not(string value) => Assert.False(Mailbox.TryReadOnly(value, out _));
}
