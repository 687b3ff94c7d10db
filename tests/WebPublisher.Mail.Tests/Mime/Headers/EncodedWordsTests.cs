using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Tests.Mime.Headers;

public sealed class EncodedWordsTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=?iso-8859-1?Q?Gr=FC=DFe?=", "Gr\u00fc\u00dfe")]
    [InlineData("=?utf-8?b?R3LDvMOfZQ==?=", "Gr\u00fc\u00dfe")]
    [InlineData("=?utf-8?B?R3LDvMOfZQ?= an alle", "Gr\u00fc\u00dfe an alle")]
    [InlineData("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?a?=\t =?iso-8859-1?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?=E4=BE?= =?utf-8?Q?=8B?=", "\u4f8b")]
    [InlineData("=?utf-8*de?Q?Gr=C3=BC?=", "Gr\u00fc")]
    [InlineData("=?utf-8?Q?with space_and_underscores?=", "with space and underscores")]
    [InlineData("\"=?utf-8?Q?quoted?=\"", "\"quoted\"")]
    [InlineData("x=?utf-8?Q?amid?=y", "xamidy")]
    [InlineData("=?utf-16?B?ZgBpAGwAZQA=?=", "file")]
    [InlineData("=?utf-16?B?AGYAaQBsAGU=?=", "file")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "\u65e5\u672c")]
    [InlineData("=?no-such?Q?a=C3=BC?=", "a\u00fc")]
    [InlineData("=?utf-8?Q?no end", "=?utf-8?Q?no end")]
    [InlineData("=?utf-8?X?x?=", "=?utf-8?X?x?=")]
    [InlineData("=??Q?x?=", "=??Q?x?=")]
    [InlineData("raw \u00c3\u00bc", "raw \u00fc")]
    [InlineData("raw \u00fc", "raw \u00fc")]
    public void Words_are_read_as_mail_clients_read_them(string value, string text) => Assert.Equal(text, EncodedWords.Decode(value));
}
