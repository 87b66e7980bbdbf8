# Reads SIE files field by field, with amounts as whole hundredths: prints what they say as JSON.
use strict;
use warnings;
use Encode qw(decode);
binmode STDOUT, ':encoding(UTF-8)';

# Fields of a line: bare, in quotes, or a list in braces.
sub fields {
    my ($line) = @_;
    my @fields;
    while ($line =~ /\G\s*(?:"((?:\\"|[^"])*)"|\{([^{}]*)\}|([^\s"{}]+))/gc) {
        my $text = defined $1 ? $1 : defined $2 ? $2 : $3;
        $text =~ s/\\"/"/g;
        push @fields, $text;
    }
    die "cannot read: $line\n" if $line =~ /\G\s*\S/;
    return @fields;
}

sub quoted { my ($text) = @_; $text =~ s/(["\\])/\\$1/g; return qq("$text") }

my @read;
for my $path (@ARGV) {
    open my $file, '<:raw', $path or die "$path: $!\n";
    my ($company, $vouchers, $objects, $balance, %sums) = ('', 0, 0, undef);
    while (my $bytes = <$file>) {
        my $line = decode('cp437', $bytes);
        $line =~ s/\r\n\z// or die "line $. ends otherwise\n";
        if ($line eq '{') { $balance = 0; next }
        if ($line eq '}') { die "line $.: out of balance\n" if $balance != 0; undef $balance; next }
        my ($label, @rest) = fields($line);
        $company = $rest[0] if $label eq '#FNAMN';
        $vouchers++ if $label eq '#VER';
        next if $label ne '#TRANS';
        die "line $.: outside of a voucher\n" unless defined $balance;
        my ($account, $objekt, $amount) = @rest;
        $objects++ if $objekt ne '';
        $amount =~ /^(-?)(\d+)\.(\d\d)$/ or die "line $.: $amount\n";
        my $hundredths = ($2 * 100 + $3) * ($1 eq '-' ? -1 : 1);
        $balance += $hundredths;
        $sums{$account} += $hundredths;
    }
    my $sums = join ',', map { qq("$_":"$sums{$_}") } sort keys %sums;
    push @read, qq({"company":@{[quoted($company)]},"vouchers":$vouchers,"objects":$objects,"sums":{$sums}});
}
print '[', join(',', @read), "]\n";
