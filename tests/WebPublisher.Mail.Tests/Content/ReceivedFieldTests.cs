using System.Buffers;
using System.Net;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;

namespace WebPublisher.Mail.Tests.Content;

public sealed class ReceivedFieldTests
{
    private static readonly ReceivedField s_field = new()
    {
        ClientName = ClientName.From("client.test"),
        ClientAddress = IPAddress.Parse("192.0.2.1"),
        Server = Domain("edge.corp.test"),
        Transmission = new TransmissionType(IsExtended: true, IsSecure: false, IsAuthenticated: false, IsInternational: false),
        Id = "0A1B-7",
        Date = new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void The_field_tells_where_the_message_came_from()
        => Assert.Equal(
            "Received: from client.test ([192.0.2.1])\r\n\tby edge.corp.test with ESMTP id 0A1B-7;\r\n\tSun, 1 Nov 2026 10:00:00 +0000\r\n",
            s_field.ToString());

    [Fact]
    public void What_is_known_besides_is_told()
    {
        var field = s_field with
        {
            ClientAddress = IPAddress.Parse("2001:db8::1"),
            ClientHost = Domain("mx.client.test"),
            Transmission = new TransmissionType(IsExtended: true, IsSecure: true, IsAuthenticated: true, IsInternational: true),
            CipherSuite = "TLS_AES_256_GCM_SHA384",
            Recipient = MailAddress.TryParse("user@corp.test", out var recipient, out _) ? recipient : null,
            Date = new DateTimeOffset(2026, 11, 21, 4, 30, 0, new TimeSpan(-5, -30, 0)),
        };

        Assert.Equal(
            "Received: from client.test (mx.client.test [IPv6:2001:db8::1])\r\n\tby edge.corp.test with UTF8SMTPSA id 0A1B-7\r\n\tfor <user@corp.test>"
            + "\r\n\ttls TLS_AES_256_GCM_SHA384;\r\n\tSat, 21 Nov 2026 04:30:00 -0530\r\n",
            field.ToString());
    }

    [Theory]
    [InlineData(false, true, true, true, "SMTP")]
    [InlineData(true, false, false, false, "ESMTP")]
    [InlineData(true, true, false, false, "ESMTPS")]
    [InlineData(true, false, true, false, "ESMTPA")]
    [InlineData(true, true, true, false, "ESMTPSA")]
    [InlineData(true, false, false, true, "UTF8SMTP")]
    [InlineData(true, true, false, true, "UTF8SMTPS")]
    [InlineData(true, false, true, true, "UTF8SMTPA")]
    [InlineData(true, true, true, true, "UTF8SMTPSA")]
    public void The_protocol_has_its_registered_keyword(bool extended, bool secure, bool authenticated, bool international, string keyword)
        => Assert.Equal(keyword, new TransmissionType(extended, secure, authenticated, international).Keyword);

    [Theory]
    [InlineData(ContentOpening.Field, "\r\n")]
    [InlineData(ContentOpening.BlankLine, "\r\n")]
    [InlineData(ContentOpening.Text, "\r\n\r\n")]
    [InlineData(ContentOpening.Empty, "\r\n\r\n")]
    public void Content_that_begins_with_no_field_is_kept_apart(ContentOpening opening, string end)
    {
        var output = new ArrayBufferWriter<byte>();
        s_field.WriteTo(output, opening);

        Assert.EndsWith("+0000" + end, Encoding.ASCII.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nX: y")]
    public void An_id_that_is_no_word_is_refused(string id)
    {
        Assert.Throws<ArgumentException>(() => s_field with { Id = id });
        Assert.Throws<ArgumentException>(() => s_field with { CipherSuite = id });
    }

    private static MailDomain Domain(string text) => MailDomain.TryParse(text, out var domain, out _) ? domain : throw new ArgumentException(text, nameof(text));
}
