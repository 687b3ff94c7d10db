using System.Buffers;
using System.Text;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Content;

public sealed class DotStufferTests
{
    [Theory]
    [InlineData("", ".\r\n")]
    [InlineData("a\r\n", "a\r\n.\r\n")]
    [InlineData("a", "a\r\n.\r\n")]
    [InlineData(".\r\n", "..\r\n.\r\n")]
    [InlineData(".a\r\n..\r\nb.\r\n", "..a\r\n...\r\nb.\r\n.\r\n")]
    [InlineData("a\r\n\r\n.\r\n.\r\n", "a\r\n\r\n..\r\n..\r\n.\r\n")]
    public void Dots_that_begin_lines_are_doubled_wherever_segments_are_cut(string content, string wire)
    {
        for (var cut = 0; cut <= content.Length; cut++)
        {
            var stuffer = new DotStuffer();
            var output = new ArrayBufferWriter<byte>();
            foreach (var part in Segments.Parts(Segments.Octets(content), cut))
            {
                stuffer.Write(part, output);
            }

            stuffer.Complete(output);
            Assert.Equal(wire, Encoding.Latin1.GetString(output.WrittenSpan));
        }
    }
}
