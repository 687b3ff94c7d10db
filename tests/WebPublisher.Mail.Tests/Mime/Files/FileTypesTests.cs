using System.Text;
using WebPublisher.Mail.Mime.Files;

namespace WebPublisher.Mail.Tests.Mime.Files;

public sealed class FileTypesTests
{
    [Theory]
    [InlineData("MZ\u0090\0", FileType.WindowsExecutable)]
    [InlineData("PK\u0003\u0004", FileType.Zip)]
    [InlineData("\u001f\u008b\b", FileType.Gzip)]
    [InlineData("Rar!\u001a\u0007\u0001\0", FileType.Rar)]
    [InlineData("7z\u00bc\u00af\u0027\u001c", FileType.SevenZip)]
    [InlineData("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", FileType.CompoundFile)]
    [InlineData("x\u009f>\"", FileType.Tnef)]
    [InlineData("\n%PDF-1.7", FileType.Pdf)]
    [InlineData("{\\rtf1", FileType.RichText)]
    [InlineData("  <!DOCTYPE html>", FileType.Html)]
    [InlineData("#!/bin/sh", FileType.Script)]
    [InlineData("hello", FileType.Unknown)]
    [InlineData("", FileType.Unknown)]
    public void A_file_is_known_by_its_first_octets(string first, FileType type) => Assert.Equal(type, FileTypes.Detect(Encoding.Latin1.GetBytes(first)));

    [Theory]
    [InlineData("a.tar.GZ", "gz")]
    [InlineData("a", "")]
    [InlineData("a.", "")]
    public void An_extension_is_what_follows_the_last_dot(string name, string extension) => Assert.Equal(extension, FileTypes.Extension(name));
}
