"""What `--help` says of the launcher and of its own commands."""

OVERVIEW = """\
Hiền Tài: chạy đề án đào tạo, bồi dưỡng cán bộ, công chức, viên chức.

Cách dùng: ./hientai LỆNH [tùy chọn]          ./hientai LỆNH --help  xem cách dùng và ví dụ

Ví dụ:
  ./hientai demo
  ./hientai progress hanoi-1698 --on 2024-06-01

Chạy thử và phục vụ
  demo        chuẩn bị máy, nạp dữ liệu mẫu của một thành phố và một tỉnh, phục vụ
  serve       phục vụ dữ liệu đang có
  stop        dừng máy chủ và cơ sở dữ liệu riêng
  status      đang chạy những gì, ở đâu, bao nhiêu bộ nhớ
  reset       xóa dữ liệu để làm lại từ đầu

Nghiệp vụ
  import      nhập sổ nhân sự hoặc quá trình đào tạo từ XLSX, CSV
  screen      lọc người theo một chỉ tiêu: được, không được, chưa rõ, vì sao
  progress    tiến độ các mục tiêu đến một ngày
  scheme      kiểm tra, nạp, xem gói đề án
  person      một người: hồ sơ, được đi học chỉ tiêu nào, vì sao không
  people      tìm và xem con người trong hồ sơ
  units       cây đơn vị của một ngày, nhập, đổi tên, chuyển, sáp nhập, chia, giải thể
  law         quy định và tham số có hiệu lực vào một ngày
  programme   chương trình bồi dưỡng; class, place: lớp, chỗ học
  nominate    đưa người trong tệp vào danh sách đề cử; nominations: các danh sách
  approvals   hồ sơ chờ phê duyệt, trình tự; decision, paper: quyết định cử đi, văn bản
  result      kết quả học tập; attendance, evaluation, certificate: điểm danh, đánh giá, chứng chỉ
  audit       niêm phong nhật ký, kiểm tra có ai sửa hay xóa không
  jobs        việc nền đang chờ, đang chạy, hỏng; notices: thông báo, thư
  user        tài khoản và vai trò
  worker      chạy thêm một tiến trình nền (serve đã chạy một)
  migrate     tạo hoặc nâng cấp bảng trong cơ sở dữ liệu

Phát triển
  test        kiểm tra mã nguồn và chạy mọi thử nghiệm
  bench       đo tốc độ, in bảng
  env         in biến môi trường để tự chạy Python của bản cài

Biến môi trường
  DATABASE_URL      dùng máy chủ PostgreSQL (từ bản 15) của bạn, với quyền chủ sở hữu
  APP_DATABASE_URL  địa chỉ cho vai trò ứng dụng trên máy chủ đó, nếu đã có sẵn
  HIENTAI_HOME      thư mục trạng thái của bản cài này
  HIENTAI_HOSTS     tên máy được phép gọi tới, cách nhau dấu phẩy (khi dùng --host)
  HIENTAI_LANGUAGE  en: các lệnh nghiệp vụ trả lời bằng tiếng Anh
  HIENTAI_BARE=1    không dùng PostgreSQL, trình duyệt, npm có sẵn của máy
"""

_SERVING = """\
  --port SỐ       cổng (mặc định: cổng trống đầu tiên từ 8000)
  --host ĐỊA_CHỈ  địa chỉ nghe (mặc định: 127.0.0.1)
  --background    chạy nền, trả lại cửa sổ lệnh
"""

HELP = {
    "demo": f"""\
Cách dùng: ./hientai demo [--port SỐ] [--host ĐỊA_CHỈ] [--background]

Chuẩn bị môi trường, PostgreSQL và tệp cho trình duyệt; nạp đề án và sổ nhân sự mẫu;
in địa chỉ và các tài khoản mẫu; phục vụ. Chạy lại chỉ mất vài giây.

{_SERVING}
Ví dụ:
  ./hientai demo
  ./hientai demo --port 8080 --background
""",
    "serve": f"""\
Cách dùng: ./hientai serve [--port SỐ] [--host ĐỊA_CHỈ] [--background]

Phục vụ dữ liệu đang có (tạo cơ sở dữ liệu trống nếu chưa có). Ctrl-C dừng tất cả.

{_SERVING}
Ví dụ:
  ./hientai serve
  ./hientai serve --background && ./hientai status
  DATABASE_URL=postgresql://chu:matkhau@may-chu/hientai ./hientai serve
""",
    "stop": """\
Cách dùng: ./hientai stop

Dừng máy chủ web, tiến trình nền và cơ sở dữ liệu riêng của bản cài này.

Ví dụ:
  ./hientai stop
""",
    "status": """\
Cách dùng: ./hientai status [--json]

Cho biết đang phục vụ ở đâu, tiến trình nền và cơ sở dữ liệu có chạy không, tổng bộ nhớ (PSS).

Ví dụ:
  ./hientai status
  ./hientai status --json
""",
    "reset": """\
Cách dùng: ./hientai reset [--yes] [--all]

Dừng rồi xóa cơ sở dữ liệu riêng. Không đụng tới máy chủ của DATABASE_URL.

  --yes   không hỏi lại
  --all   xóa cả môi trường Python, PostgreSQL và trình duyệt đã tải

Ví dụ:
  ./hientai reset
  ./hientai reset --yes && ./hientai demo
""",
    "test": """\
Cách dùng: ./hientai test [tham số của pytest]

Không tham số: ruff, mypy, import-linter, makemigrations --check, dựng bảng từ đầu rồi mọi
thử nghiệm; cuối cùng nói 25 việc lâu nhất và số giây của từng thư mục.
Có tham số: chỉ pytest với các tham số ấy.

Ví dụ:
  ./hientai test
  ./hientai test tests/rules -k retirement
""",
    "bench": """\
Cách dùng: ./hientai bench [--people SỐ] [--nation] [--json]

Đo các việc chính trên dữ liệu cỡ thật, in bảng kèm máy, phiên bản và độ dao động.

  --people SỐ  số người của thành phố (mặc định: 140408)
  --nation     đo thêm cả nước: hai triệu người ở 34 tỉnh, thành phố
  --json       in bảng dưới dạng JSON

Ví dụ:
  ./hientai bench
  ./hientai bench --people 5000 --json
""",
    "env": """\
Cách dùng: ./hientai env [--owner]

In các dòng export để tự chạy Python của bản cài; --owner thêm địa chỉ của vai trò chủ.

Ví dụ:
  eval "$(./hientai env)" && python -m hientai --help
""",
}
