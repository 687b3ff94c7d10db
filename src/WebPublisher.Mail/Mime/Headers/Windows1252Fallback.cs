using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>Reads octets that are not UTF-8 as Windows-1252.</summary>
internal sealed class Windows1252Fallback : DecoderFallback
{
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string _text = "";
        private int _at;

        public override int Remaining => _text.Length - _at;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _text = Charsets.Windows1252.GetString(bytesUnknown);
            _at = 0;
            return true;
        }

        public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0)
            {
                return false;
            }

            _at--;
            return true;
        }

        public override void Reset()
        {
            _text = "";
            _at = 0;
        }
    }
}
