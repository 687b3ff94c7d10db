using System.Buffers;
using System.Text;
using WebPublisher.Mail.Milter;

namespace WebPublisher.Mail.Tests.Milter;

public sealed class MilterClientTests
{
    [Theory]
    [InlineData("mx.client.example\04\u0000\u0019192.0.2.7\0", "192.0.2.7:25")]
    [InlineData("[192.0.2.7]\04\0\0192.0.2.7\0", "192.0.2.7:0")]
    [InlineData("unknown\06\x01\x02" + "2001:db8::7\0", "[2001:db8::7]:258")]
    [InlineData("unknown\06\x01\x02IPv6:2001:db8::7\0", "[2001:db8::7]:258")]
    [InlineData("localhost\0U", "nowhere")]
    [InlineData("localhost\0L\0\0/run/socket\0", "nowhere")]
    [InlineData("", "none")]
    [InlineData("unfinished", "none")]
    [InlineData("name\0", "none")]
    [InlineData("name\0X\0\0192.0.2.7\0", "none")]
    [InlineData("name\04", "none")]
    [InlineData("name\04\0", "none")]
    [InlineData("name\04\0\0192.0.2.7", "none")]
    [InlineData("name\04\0\0192.0.2.777\0", "none")]
    [InlineData("name\04\0\0\0", "none")]
    [InlineData("name\04\0\02001:db8::7\0", "none")]
    [InlineData("name\06\0\0192.0.2.7\0", "none")]
    public void Who_connected_is_read(string data, string expected)
    {
        var client = MilterClient.Read(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(data)));
        Assert.Equal(expected, client is null ? "none" : client.Address?.ToString() ?? "nowhere");
    }
}
