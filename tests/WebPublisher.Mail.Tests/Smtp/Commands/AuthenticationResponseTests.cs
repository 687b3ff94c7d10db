using System.Buffers;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Commands;

public sealed class AuthenticationResponseTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("dXNlcg==", "user")]
    [InlineData("cGFzc3dvcmQ=", "password")]
    public void Base64_is_decoded_and_written_again(string line, string meaning)
    {
        var response = AuthenticationResponse.Read(Segments.Octets(line), out _);
        Assert.NotNull(response);
        var output = new ArrayBufferWriter<byte>();
        response.WriteTo(output);

        Assert.Equal(Segments.Octets(meaning), response.Octets.ToArray());
        Assert.Equal(Segments.Octets(line + "\r\n"), output.WrittenSpan.ToArray());
        Assert.DoesNotContain(line + "x", response.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("dXNlcg")]
    [InlineData("dXNl cg==")]
    [InlineData("dXNlcg== ")]
    [InlineData("**")]
    [InlineData("\u00e9")]
    public void What_is_no_base64_is_refused(string line)
    {
        Assert.Null(AuthenticationResponse.Read(Segments.Octets(line), out var reason));
        Assert.Equal(SmtpSyntaxReason.BadBase64, reason);
    }

    [Fact]
    public void An_asterisk_gives_up() => Assert.True(AuthenticationResponse.Read("*"u8, out _)?.IsCancelled);
}
