using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Smtp.Tests.Logs;

public sealed class CsvLineTests
{
    [Fact]
    public void What_was_written_as_fields_is_read_back()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<NonNull<string>>>(), texts =>
        {
            string[] fields = [.. texts.Get.Select(text => new string([.. text.Get.Where(character => character is >= ' ' and <= '~')]))];

            Assert.Equal(fields, CsvLine.Split(string.Join(',', fields.Select(CsvField.Of))));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a,,b", "a||b")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"say \"\"ho\"\"\",", "say \"ho\"|")]
    [InlineData("a,\"torn, here", "a|torn, here")]
    public void Quotes_hold_commas(string line, string fields) => Assert.Equal(fields, string.Join('|', CsvLine.Split(line)));
}
